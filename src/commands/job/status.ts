import { BaseCommand } from '../../cli/base-command.js';
import { jobArgument, onFlag } from '../../cli/job-flags.js';
import { findJob } from '../../jobs/find-job.js';
import { processorOf } from '../../jobs/processors.js';
import type { JobStatus } from '../../jobs/types.js';
import { jobSheet } from '../../render/jobs/jobs.js';

export default class JobStatusCommand extends BaseCommand {
  static override summary = "Show a job's state, tasks, record counts, restarts, checkpoints and last error";
  static override examples = [
    '<%= config.bin %> job status flink',
    '<%= config.bin %> job status flink --json',
  ];
  static override args = { job: jobArgument };
  static override flags = { on: onFlag };

  async run(): Promise<JobStatus> {
    const { args, flags } = await this.parse(JobStatusCommand);
    const session = await this.open(flags);
    const { processor, id } = await findJob(session, args.job, flags.on);
    const job = await (await processorOf(processor)).status(session, id);
    this.log(jobSheet(job, this.theme));
    return job;
  }
}
