import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { replay } from '../kafka/recordings/replay.js';
import type { Sent } from '../kafka/produce/produce.js';
import { sentText } from '../render/kafka/sent.js';
import { StreamkitError } from '../shared/errors.js';
import { requireFile } from '../shared/input-file.js';
import { endpointOf } from '../stack/endpoint.js';

export default class Replay extends BaseCommand {
  static override summary = 'Write a recording of topics again';
  static override description =
    'Keeps keys, headers, timestamps, partitions and the pace of the recording. The topics must exist; records of a partition that the topic does not have go to another one.';
  static override examples = [
    '<%= config.bin %> replay orders.recording --speed max',
    '<%= config.bin %> replay orders.recording --speed 100x --topic copies --now',
  ];
  static override args = { file: Args.string({ description: 'file that record wrote', required: true }) };
  static override flags = {
    speed: Flags.string({ description: 'pace, such as 2x, 0.5x or max', default: '1x' }),
    loop: Flags.boolean({ description: 'start again at the end, until Ctrl-C' }),
    topic: Flags.string({ description: 'topic to write all records to (default: that of each record)' }),
    now: Flags.boolean({ description: 'use the current time as timestamp' }),
  };

  async run(): Promise<{ topics: (Sent & { topic: string })[] }> {
    const { args, flags } = await this.parse(Replay);
    const speed = speedOf(flags.speed);
    await requireFile(args.file, 'FILE');
    const session = await this.open(flags);
    const { loop, topic, now } = flags;
    const { signal } = session;
    const topics = await replay(endpointOf(session, 'kafka'), args.file, { speed, loop, topic, now, signal });
    for (const one of topics) this.logToStderr(sentText(one.topic, one));
    return { topics };
  }
}

/** @throws StreamkitError USAGE */
function speedOf(text: string): number {
  if (text === 'max') return Infinity;
  const speed = Number(/^(\d+(?:\.\d+)?)x?$/.exec(text)?.[1] ?? 0);
  if (speed > 0) return speed;
  throw new StreamkitError('USAGE', `--speed ${text} is not a speed.`, {
    suggestions: ['Write it as --speed 2x, --speed 0.5x or --speed max.'],
  });
}
