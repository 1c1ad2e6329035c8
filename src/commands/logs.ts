import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { StreamkitError } from '../shared/errors.js';
import { servicesArgument } from '../cli/flags.js';
import { parseDuration } from '../shared/duration.js';
import { logPrefix } from '../render/log-prefix.js';
import { writeLines } from '../render/output.js';
import { logs } from '../stack/logs.js';

/** With `--json` each line of the logs is an object on a line of its own. */
export interface JsonLine {
  service: string;
  /** ISO 8601; absent before the first line that carries a time. */
  time?: string;
  text: string;
}

export default class Logs extends BaseCommand {
  static override summary = 'Show the logs of services, merged by time';
  static override examples = [
    '<%= config.bin %> logs kafka --tail 20',
    '<%= config.bin %> logs --since 5m --grep WARN',
    '<%= config.bin %> logs -f',
  ];
  static override strict = false;
  static override args = { service: servicesArgument };
  static override flags = {
    follow: Flags.boolean({ char: 'f', description: 'follow new lines until Ctrl-C' }),
    tail: Flags.integer({
      char: 'n',
      description: 'number of lines to show from the end of each log',
      min: 0,
    }),
    since: Flags.string({ description: 'only lines newer than this (for example 5m)', helpValue: '5m' }),
    grep: Flags.string({
      description: 'only lines that match this regular expression',
      helpValue: 'PATTERN',
    }),
  };

  async run(): Promise<undefined> {
    const { flags, argv } = await this.parse(Logs);
    const session = await this.open(flags);
    const prefix = logPrefix(
      session.services.map(({ name }) => name),
      this.theme,
    );
    const lines = logs(session, {
      services: argv as string[],
      follow: flags.follow,
      ...(flags.tail === undefined ? {} : { tail: flags.tail }),
      ...(flags.since === undefined ? {} : { since: new Date(Date.now() - parseDuration(flags.since)) }),
      ...(flags.grep === undefined ? {} : { grep: patternOf(flags.grep) }),
    });
    const json = this.jsonEnabled();
    await writeLines(lines, ({ service, time, text }) =>
      json
        ? JSON.stringify({ service, ...(time && { time: time.toISOString() }), text } satisfies JsonLine)
        : `${prefix(service)} ${text}`,
    );
    return undefined;
  }
}

function patternOf(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch (error) {
    throw new StreamkitError('USAGE', `--grep ${text}: not a valid regular expression.`, { cause: error });
  }
}
