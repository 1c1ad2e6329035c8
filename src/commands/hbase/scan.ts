import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { askHBase } from '../../hbase/client.js';
import { rowsOf, type HBaseRow } from '../../hbase/rows.js';
import { hbaseTable } from '../../render/hbase.js';

export default class HBaseScan extends BaseCommand {
  static override summary = 'Print the rows of a table in HBase';
  static override examples = [
    '<%= config.bin %> hbase scan orders',
    '<%= config.bin %> hbase scan orders --prefix 10 --limit 5',
  ];
  static override args = {
    table: Args.string({ description: 'name of the table', required: true }),
  };
  static override flags = {
    prefix: Flags.string({ description: 'only rows whose keys start with this', helpValue: 'TEXT' }),
    limit: Flags.integer({ description: 'maximum number of rows', default: 100, min: 1, max: 10_000 }),
  };

  async run(): Promise<{ rows: HBaseRow[] }> {
    const { args, flags } = await this.parse(HBaseScan);
    const answer = await askHBase(await this.open(flags), {
      method: 'GET',
      path: [args.table, `${flags.prefix ?? ''}*`],
      query: `?limit=${flags.limit}`,
    });
    const rows = rowsOf(answer);
    this.log(rows.length > 0 ? hbaseTable(rows) : 'No rows.');
    return { rows };
  }
}
