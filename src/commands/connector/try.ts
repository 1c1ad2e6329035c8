import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { parseDuration } from '../../shared/duration.js';
import { validateFiles } from '../../connect/create-connectors.js';
import { trySource, type TrialRecord } from '../../connect/try-source.js';

export default class ConnectorTry extends BaseCommand {
  static override summary = 'Print the first records that a source connector would produce';
  static override description =
    'Runs the connector in a worker of its own with its own offsets. The topics that it writes to are renamed, and deleted afterwards; converters are replaced by JSON.';
  static override examples = ['<%= config.bin %> connector try local-file-source.properties --max 2'];
  static override args = { file: Args.string({ description: 'a connector file', required: true }) };
  static override flags = {
    max: Flags.integer({ description: 'number of records to wait for', default: 5, min: 1 }),
    within: Flags.string({ description: 'how long to wait for them', default: '1m', helpValue: '1m' }),
  };

  async run(): Promise<{ records: TrialRecord[] }> {
    const { args, flags } = await this.parse(ConnectorTry);
    const withinMs = parseDuration(flags.within);
    const session = await this.open(flags);
    const [validated] = await validateFiles(session, [args.file], process.cwd());
    if (!validated) return { records: [] };
    const records = await trySource(session, validated.connector, { max: flags.max, withinMs });
    for (const { topic, key, value } of records)
      this.log(`${topic}  ${key === null ? '' : `${key}  `}${value ?? 'null'}`);
    return { records };
  }
}
