import { resolve } from 'node:path';
import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { offsetRange } from '../kafka/consume/offset-range.js';
import { record } from '../kafka/recordings/record.js';
import { endpointOf } from '../stack/endpoint.js';

export default class RecordTopics extends BaseCommand {
  static override summary = 'Record topics to a file';
  static override description =
    'Writes new records until Ctrl-C, one per line in the format of consume --format json-each-row, with keys, headers, timestamps and partitions. replay writes them again.';
  static override examples = [
    '<%= config.bin %> record orders --offset start --exit -o orders.recording',
    '<%= config.bin %> record orders customers -o both.recording --max 2 --offset start',
  ];
  static override strict = false;
  static override args = { topic: Args.string({ description: 'topic names', required: true }) };
  static override flags = {
    output: Flags.string({ char: 'o', description: 'file to create', required: true, helpValue: 'FILE' }),
    offset: Flags.string({ char: 'O', description: 'offset or range, as in consume', default: 'end' }),
    exit: Flags.boolean({ description: 'stop at the current end of the topics' }),
    max: Flags.integer({ description: 'stop after this many records', min: 1 }),
  };

  async run(): Promise<{ file: string; records: number }> {
    const { flags, argv } = await this.parse(RecordTopics);
    const session = await this.open(flags);
    const file = resolve(flags.output);
    const records = await record(endpointOf(session, 'kafka'), file, {
      topics: argv as string[],
      range: offsetRange(flags.offset, Date.now()),
      exit: flags.exit,
      max: flags.max,
      signal: session.signal,
      onReady: () => {
        if (!flags.exit) this.logToStderr('Recording. Press Ctrl-C to stop.');
      },
    });
    this.log(`${records} records written to ${file}.`);
    return { file, records };
  }
}
