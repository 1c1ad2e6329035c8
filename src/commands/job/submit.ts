import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { parseAssignments } from '../../cli/flags.js';
import { onFlag } from '../../cli/job-flags.js';
import { submitJob } from '../../jobs/submit-job.js';
import type { JobSummary } from '../../jobs/types.js';

export default class JobSubmit extends BaseCommand {
  static override summary = 'Submit a job to Storm, Flink or Spark';
  static override description =
    "Returns when the job runs. The processor is the one whose classes the jar's main class uses. The main class gets the addresses of the stack, such as KAFKA_BOOTSTRAP_SERVERS: on Storm and Spark in its environment, on Flink as global job parameters. Arguments of the main class that start with - follow after --.";
  static override examples = [
    '<%= config.bin %> job submit target/flink-1.0.0.jar',
    '<%= config.bin %> job submit target/spark-1.0.0.jar com.Spark.PaymentsJob --on spark -- --group mine',
    '<%= config.bin %> job submit target/flink-1.0.0.jar --set execution.checkpointing.interval=5s',
  ];
  static override strict = false;
  static override args = {
    file: Args.string({ description: 'jar of the job', required: true }),
    main: Args.string({
      description: 'main class (default: from the manifest), and its arguments',
    }),
  };
  static override flags = {
    on: onFlag,
    set: Flags.string({
      description: 'setting of Flink or Spark for this job (repeatable)',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'NAME=VALUE',
    }),
  };

  async run(): Promise<{ jobs: JobSummary[] }> {
    const { argv, args, flags } = await this.parse(JobSubmit);
    const session = await this.open(flags);
    const jobs = await submitJob(session, {
      jar: args.file,
      words: (argv as string[]).slice(1),
      on: flags.on,
      settings: parseAssignments('--set', flags.set ?? [], 'parallelism.default=2'),
      environment: process.env,
      onLine: (line) => {
        this.logToStderr(line);
      },
    });
    for (const { name, id, state, processor } of jobs)
      this.log(`${name} is ${state} on ${processor} (${id}).`);
    return { jobs };
  }
}
