import { writeFile } from 'node:fs/promises';
import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { parseDuration } from '../shared/duration.js';
import { drill } from '../drill/drill.js';
import { drillJunit } from '../render/checks/drill-junit.js';
import { drills, faults, guarantees, type DrillResult } from '../drill/result.js';
import { drillSvg } from '../render/checks/drill-svg.js';
import { drillTable } from '../render/checks/drill.js';
import { messageOf, StreamkitError } from '../shared/errors.js';

export default class Drill extends BaseCommand {
  static override summary = 'Run a load while a fault happens, and judge it';
  static override description =
    'Sends numbered records while a process is killed, paused, restarted, cut off (with `up --relay`) or cannot write to its disk (Linux), heals the stack, reads everything back and reports what was lost, duplicated or out of order, the longest gap, and how long a new leader took. Needs a stack with several instances (`up --scale`). The drills of Storm and Flink build the payments job of a template and submit it; with --topic they use your job, which runs already. With acks=all nothing may be lost; with acks=1 a loss is reported and breaks no promise. Exits with 5 if a promise is broken.';
  static override examples = [
    '<%= config.bin %> drill broker --duration 12s --junit drill.xml --svg drill.svg',
    '<%= config.bin %> drill controller --fault restart --acks all --json',
    '<%= config.bin %> drill storm --target worker --duration 5s',
    '<%= config.bin %> drill flink --guarantee exactly-once --duration 5s --json',
  ];
  static override args = {
    drill: Args.string({ description: 'what gets the fault', options: drills, required: true }),
  };
  static override flags = {
    fault: Flags.option({ options: faults })({ description: 'what happens', default: 'kill' }),
    target: Flags.string({
      description:
        'instance of broker, connect or flink, for example kafka-2; for zookeeper: leader (default), follower or quorum; for storm: worker (default), supervisor or nimbus',
      helpValue: 'NAME',
    }),
    acks: Flags.option({ options: ['all', '1', 'both'] as const })({
      description: 'acknowledgments that the load waits for; both: two loads side by side (default: both)',
    }),
    topic: Flags.string({
      description: 'send the records to this topic of yours, in place of a new one (default acks: all)',
      helpValue: 'TOPIC',
    }),
    group: Flags.string({
      description: 'report the commits and the lag of this consumer group as well',
      helpValue: 'GROUP',
      dependsOn: ['topic'],
    }),
    guarantee: Flags.option({ options: guarantees })({
      description: 'how the job of drill flink writes (default: exactly-once)',
    }),
    rate: Flags.integer({
      description: 'records per second of each load',
      default: 500,
      min: 1,
      max: 50_000,
    }),
    duration: Flags.string({
      description: 'how long the fault lasts (default: 15s, a supervisor 60s); a restart ends by itself',
      helpValue: '15s',
    }),
    'request-timeout': Flags.string({
      description: 'how long the producer waits for a response, as request.timeout.ms of Kafka clients',
      default: '30s',
      helpValue: '30s',
    }),
    junit: Flags.string({ description: 'write the verdict as JUnit XML', helpValue: 'FILE' }),
    svg: Flags.string({ description: 'write the timeline as a picture', helpValue: 'FILE' }),
  };

  async run(): Promise<DrillResult> {
    const { args, flags } = await this.parse(Drill);
    const { topic } = flags;
    const acks = flags.acks ?? (topic === undefined ? 'both' : 'all');
    if (topic !== undefined && acks === 'both')
      throw new StreamkitError(
        'USAGE',
        '--topic cannot be combined with --acks both: one topic has one load.',
      );
    const name = drills.find((one) => one === args.drill) ?? 'broker';
    const result = await drill(await this.open(flags), name, {
      fault: flags.fault,
      target: flags.target,
      acks: acks === 'both' ? ['all', '1'] : [acks],
      topic,
      group: flags.group,
      rate: flags.rate,
      guarantee: flags.guarantee,
      faultMs: flags.duration === undefined ? undefined : parseDuration(flags.duration),
      requestMs: parseDuration(flags['request-timeout']),
    });
    if (flags.junit !== undefined) await write('--junit', flags.junit, drillJunit(result));
    if (flags.svg !== undefined) await write('--svg', flags.svg, drillSvg(result));
    this.log(drillTable(result, this.theme));
    if (result.broken > 0) process.exitCode = 5;
    return result;
  }
}

async function write(flag: string, path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new StreamkitError('USAGE', `${flag} ${path}: cannot write the file: ${messageOf(error)}.`, {
      cause: error,
    });
  }
}
