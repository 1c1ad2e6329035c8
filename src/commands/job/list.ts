import { BaseCommand } from '../../cli/base-command.js';
import { onFlag } from '../../cli/job-flags.js';
import { listJobs } from '../../jobs/find-job.js';
import type { JobSummary } from '../../jobs/types.js';
import { jobTable } from '../../render/jobs/jobs.js';

export default class JobList extends BaseCommand {
  static override summary = 'List the jobs of Storm, Flink and Spark';
  static override description =
    'A job that was submitted with streamkit and that a restarted cluster no longer knows is LOST. On Flink, streamkit job resume starts it again from its last checkpoint.';
  static override examples = ['<%= config.bin %> job list', '<%= config.bin %> job list --on flink --json'];
  static override flags = { on: onFlag };

  async run(): Promise<{ jobs: JobSummary[] }> {
    const { flags } = await this.parse(JobList);
    const jobs = await listJobs(await this.open(flags), flags.on);
    this.log(jobs.length > 0 ? jobTable(jobs) : 'There are no jobs.');
    return { jobs };
  }
}
