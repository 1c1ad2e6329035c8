import { BaseCommand } from '../../cli/base-command.js';
import { jobArgument, onFlag } from '../../cli/job-flags.js';
import { findJob } from '../../jobs/find-job.js';
import { cancelById } from '../../jobs/submit-job.js';
import type { JobSummary } from '../../jobs/types.js';

export default class JobCancel extends BaseCommand {
  static override summary = 'Cancel a job and wait until it has ended';
  static override description =
    'On Flink, its last checkpoint is kept for streamkit job resume. On Storm, the topology is killed.';
  static override examples = ['<%= config.bin %> job cancel flink'];
  static override args = { job: jobArgument };
  static override flags = { on: onFlag };

  async run(): Promise<JobSummary> {
    const { args, flags } = await this.parse(JobCancel);
    const session = await this.open(flags);
    const job = await findJob(session, args.job, flags.on);
    await cancelById(session, job);
    this.log(`Canceled ${job.name}.`);
    return job;
  }
}
