import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { writeLines } from '../../render/output.js';
import { topologyLogs } from '../../storm/topology-logs.js';

/** With `--json` each line of the logs is an object on a line of its own. */
export interface JsonLine {
  /** The log's path below the supervisor's folder of them. */
  file: string;
  /** ISO 8601; absent before the first line that carries a time. */
  time?: string;
  text: string;
}

export default class TopologyLogs extends BaseCommand {
  static override summary = 'Show the logs of the workers of a topology';
  static override examples = [
    '<%= config.bin %> topology logs kafka-mysql --tail 20',
    '<%= config.bin %> topology logs kafka-mysql -f',
  ];
  static override args = {
    name: Args.string({ description: 'topology name', required: true }),
  };
  static override flags = {
    follow: Flags.boolean({ char: 'f', description: 'follow new lines until Ctrl-C' }),
    tail: Flags.integer({
      char: 'n',
      description: 'number of lines to show from the end of each log',
      min: 0,
    }),
  };

  async run(): Promise<undefined> {
    const { args, flags } = await this.parse(TopologyLogs);
    const session = await this.open(flags);
    const lines = topologyLogs(session, args.name, {
      follow: flags.follow,
      ...(flags.tail === undefined ? {} : { tail: flags.tail }),
    });
    const json = this.jsonEnabled();
    await writeLines(lines, ({ service: file, time, text }) =>
      json
        ? JSON.stringify({ file, ...(time && { time: time.toISOString() }), text } satisfies JsonLine)
        : `${file.split('/')[0] ?? ''} ${text}`,
    );
    return undefined;
  }
}
