import { once } from 'node:events';
import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../base-command.js';
import { topologyLogs } from '../../storm/topology-logs.js';

export default class TopologyLogs extends BaseCommand {
  static override summary = "show what a topology's workers logged and printed";
  static override examples = [
    '<%= config.bin %> topology logs kafka-mysql --tail 20',
    '<%= config.bin %> topology logs kafka-mysql -f',
  ];
  static override args = {
    name: Args.string({ description: 'name of the topology', required: true, ignoreStdin: true }),
  };
  static override flags = {
    follow: Flags.boolean({ char: 'f', description: 'go on with new lines until Ctrl-C' }),
    tail: Flags.integer({ char: 'n', description: 'only the last lines of each log', min: 0 }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(TopologyLogs);
    const session = await this.open(flags);
    const lines = topologyLogs(session, args.name, {
      follow: flags.follow,
      ...(flags.tail === undefined ? {} : { tail: flags.tail }),
    });
    for await (const { service: file, time, text } of lines) {
      const line = this.jsonEnabled()
        ? JSON.stringify({ file, time, text })
        : `${file.split('/')[0] ?? ''} ${text}`;
      if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
    }
    return undefined;
  }
}
