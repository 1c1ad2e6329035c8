import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { jobArgument, onFlag } from '../../cli/job-flags.js';
import { findJob } from '../../jobs/find-job.js';
import { processorOf } from '../../jobs/processors.js';
import { writeLines } from '../../render/output.js';

/** With `--json` each line of the logs is an object on a line of its own. */
export interface JsonLine {
  /** The service, or the log's path below the service's folder. */
  source: string;
  /** ISO 8601; absent before the first line that carries a time. */
  time?: string;
  text: string;
}

export default class JobLogs extends BaseCommand {
  static override summary = "Show the logs of a job's processes";
  static override description =
    'A Flink cluster has one log for all of its jobs: it is shown from the start of the job.';
  static override examples = [
    '<%= config.bin %> job logs flink --tail 20',
    '<%= config.bin %> job logs flink -f',
  ];
  static override args = { job: jobArgument };
  static override flags = {
    on: onFlag,
    follow: Flags.boolean({ char: 'f', description: 'wait for new lines until Ctrl-C' }),
    tail: Flags.integer({ char: 'n', description: 'only the last lines of each log', min: 0 }),
  };

  async run(): Promise<undefined> {
    const { args, flags } = await this.parse(JobLogs);
    const session = await this.open(flags);
    const job = await findJob(session, args.job, flags.on);
    const lines = (await processorOf(job.processor)).logs(session, job, {
      follow: flags.follow,
      ...(flags.tail === undefined ? {} : { tail: flags.tail }),
    });
    const json = this.jsonEnabled();
    await writeLines(lines, ({ service: source, time, text }) =>
      json
        ? JSON.stringify({ source, ...(time && { time: time.toISOString() }), text } satisfies JsonLine)
        : `${source} | ${text}`,
    );
    return undefined;
  }
}
