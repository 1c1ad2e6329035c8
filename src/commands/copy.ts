import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { offsetRange } from '../kafka/consume/offset-range.js';
import { copyTopic } from '../kafka/recordings/copy.js';
import type { Sent } from '../kafka/produce/produce.js';
import { sentText } from '../render/kafka/sent.js';
import { endpointOf } from '../stack/endpoint.js';

export default class Copy extends BaseCommand {
  static override summary = 'Copy records to another topic or another stack';
  static override description =
    'Copies up to the current end, with keys, headers, timestamps and partitions. Schemas are not copied.';
  static override examples = [
    '<%= config.bin %> copy orders orders-copy --create',
    '<%= config.bin %> copy orders copies --offset -1',
  ];
  static override args = {
    topic: Args.string({ description: 'topic to read', required: true }),
    target: Args.string({ description: 'topic to write to', required: true }),
  };
  static override flags = {
    'to-stack': Flags.string({ description: 'stack of the target (default: the same)', helpValue: 'NAME' }),
    offset: Flags.string({ char: 'O', description: 'offset or range, as in consume', default: 'start' }),
    create: Flags.boolean({ description: 'create the target with as many partitions if it does not exist' }),
  };

  async run(): Promise<Sent & { topic: string }> {
    const { args, flags } = await this.parse(Copy);
    const session = await this.open(flags);
    const other = flags['to-stack'];
    const target = other === undefined ? session : await this.open({ ...flags, stack: other });
    const sent = await copyTopic(endpointOf(session, 'kafka'), {
      topic: args.topic,
      target: args.target,
      targetBroker: endpointOf(target, 'kafka'),
      range: offsetRange(flags.offset, Date.now()),
      create: flags.create,
      signal: session.signal,
    });
    this.logToStderr(sentText(args.target, sent));
    return { topic: args.target, ...sent };
  }
}
