import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { standalone } from '../../connect/standalone.js';
import { StreamkitError } from '../../shared/errors.js';

export default class ConnectStandalone extends BaseCommand {
  static override summary = 'run connectors in one process of Kafka Connect, in the foreground';
  static override description =
    'Takes the .properties files of the standalone mode as they are: the worker first, then its connectors. Relative paths in them start at the working directory. Ctrl-C ends it; the next run goes on where it was.';
  static override examples = [
    '<%= config.bin %> connect standalone worker-standalone.properties local-file-source.properties local-file-sink.properties',
  ];
  static override strict = false;
  static override args = {
    worker: Args.string({ description: "the worker's properties", required: true }),
    connector: Args.string({ description: "connectors' properties", required: true }),
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
    throw new StreamkitError(
      'SERVICE_DIED',
      `The standalone worker ended with exit code ${code ?? 'unknown'}.`,
      {
        service: 'connect',
      },
    );
  }
}
