import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { jobArgument } from '../../cli/job-flags.js';
import { resumeJob, type SavedJob } from '../../jobs/resume-job.js';

export default class JobResume extends BaseCommand {
  static override summary = 'Resume a Flink job from its last savepoint or checkpoint';
  static override description =
    'Runs the jar that was submitted with streamkit again, with the same arguments. Works after job cancel, after job savepoint --stop, and after the cluster was restarted.';
  static override examples = [
    '<%= config.bin %> job resume flink',
    '<%= config.bin %> job resume flink --allow-non-restored-state',
  ];
  static override args = { job: jobArgument };
  static override flags = {
    from: Flags.string({ description: 'another savepoint or checkpoint', helpValue: 'PATH' }),
    'allow-non-restored-state': Flags.boolean({
      description: 'drop saved state that the job has no place for',
    }),
  };

  async run(): Promise<SavedJob> {
    const { args, flags } = await this.parse(JobResume);
    const resumed = await resumeJob(await this.open(flags), args.job, {
      from: flags.from,
      allowNonRestoredState: flags['allow-non-restored-state'],
    });
    this.log(`${resumed.name} resumes from ${resumed.savepoint} (${resumed.id}).`);
    return resumed;
  }
}
