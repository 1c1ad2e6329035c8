import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { standalone } from '../../connect/standalone.js';
import { StreamkitError } from '../../shared/errors.js';

export default class ConnectStandalone extends BaseCommand {
  static override summary = 'Run connectors in a standalone Kafka Connect worker';
  static override description =
    'Runs in the foreground until Ctrl-C. Accepts the same .properties files as connect-standalone.sh: first the worker, then its connectors. Relative paths in them are resolved against the working directory. The next run resumes from the stored offsets.';
  static override examples = [
    '<%= config.bin %> connect standalone worker-standalone.properties local-file-source.properties local-file-sink.properties',
  ];
  static override strict = false;
  static override args = {
    worker: Args.string({ description: 'properties file of the worker', required: true }),
    connector: Args.string({ description: 'properties files of the connectors', required: true }),
  };

  async run(): Promise<{ exitCode: number }> {
    const { flags, argv } = await this.parse(ConnectStandalone);
    const [worker = '', ...connectors] = argv as string[];
    const session = await this.open(flags);
    const { code } = await standalone(session, {
      worker,
      connectors,
      cwd: process.cwd(),
      signal: session.signal,
      onLine: (line) => {
        this.logToStderr(line);
      },
    });
    if (code === 0) return { exitCode: code };
    throw new StreamkitError('SERVICE_DIED', `The standalone worker exited with code ${code ?? 'unknown'}.`, {
      service: 'connect',
    });
  }
}
