import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { askHBase } from '../../hbase/client.js';
import { rowsOf, type HBaseRow } from '../../hbase/rows.js';
import { hbaseTable } from '../../render/hbase.js';

export default class HBaseGet extends BaseCommand {
  static override summary = 'Print a row of a table in HBase';
  static override examples = [
    '<%= config.bin %> hbase get orders 1001',
    '<%= config.bin %> hbase get orders 1001 item:name --json',
  ];
  static override args = {
    table: Args.string({ description: 'name of the table', required: true }),
    row: Args.string({ description: 'key of the row', required: true }),
    column: Args.string({ description: 'FAMILY or FAMILY:COLUMN (default: all)' }),
  };

  async run(): Promise<{ rows: HBaseRow[] }> {
    const { args, flags } = await this.parse(HBaseGet);
    const path = [args.table, args.row, ...(args.column === undefined ? [] : [args.column])];
    const rows = rowsOf(await askHBase(await this.open(flags), { method: 'GET', path }));
    this.log(hbaseTable(rows));
    return { rows };
  }
}
