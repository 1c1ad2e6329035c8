import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { parseBrokers, writingContextFlags } from '../../cli/flags.js';
import { reassignTopic, type Reassignment } from '../../kafka/topics/reassign-topic.js';
import { reassignmentTable } from '../../render/kafka/topics.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class TopicReassign extends BaseCommand {
  static override summary = 'Move the replicas of a topic to other brokers';
  static override description =
    'Spreads replicas and leaders evenly, moves as few replicas as possible, and waits until all are in sync.';
  static override examples = [
    '<%= config.bin %> topic reassign orders --dry-run',
    '<%= config.bin %> topic reassign orders',
  ];
  static override args = {
    name: Args.string({ description: 'topic name', required: true }),
  };
  static override flags = {
    ...writingContextFlags,
    brokers: Flags.string({
      description: 'ids of the brokers that may hold replicas (default: all)',
      helpValue: 'ID,ID',
    }),
    'dry-run': Flags.boolean({ description: 'show what would move' }),
    force: Flags.boolean({ description: 'reassign an internal topic as well' }),
  };

  async run(): Promise<Reassignment> {
    const { args, flags } = await this.parse(TopicReassign);
    const brokers = flags.brokers === undefined ? undefined : parseBrokers(flags.brokers);
    const session = await this.open(flags, { writes: !flags['dry-run'] });
    const moved = await reassignTopic(endpointOf(session, 'kafka'), args.name, {
      brokers,
      force: flags.force,
      dryRun: flags['dry-run'],
      signal: session.signal,
    });
    this.log(
      moved.partitions.length > 0
        ? reassignmentTable(moved.partitions)
        : `Topic ${args.name} is spread evenly: nothing to move.`,
    );
    return moved;
  }
}
