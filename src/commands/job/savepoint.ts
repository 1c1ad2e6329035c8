import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { jobArgument } from '../../cli/job-flags.js';
import { saveJob, type SavedJob } from '../../jobs/resume-job.js';

export default class JobSavepoint extends BaseCommand {
  static override summary = 'Write a savepoint of a Flink job';
  static override examples = [
    '<%= config.bin %> job savepoint flink',
    '<%= config.bin %> job savepoint flink --stop',
  ];
  static override args = { job: jobArgument };
  static override flags = {
    stop: Flags.boolean({ description: 'stop the job with the savepoint, so that a resume repeats nothing' }),
  };

  async run(): Promise<SavedJob> {
    const { args, flags } = await this.parse(JobSavepoint);
    const saved = await saveJob(await this.open(flags), args.job, flags.stop);
    this.log(`Wrote ${saved.savepoint}.`);
    return saved;
  }
}
