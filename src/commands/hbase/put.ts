import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { askHBase } from '../../hbase/client.js';
import { cellOf } from '../../hbase/rows.js';

export default class HBasePut extends BaseCommand {
  static override summary = 'Write a value to HBase';
  static override examples = ['<%= config.bin %> hbase put orders 1001 item:name pencil'];
  static override args = {
    table: Args.string({ description: 'name of the table', required: true }),
    row: Args.string({ description: 'key of the row', required: true }),
    column: Args.string({ description: 'FAMILY:COLUMN', required: true }),
    value: Args.string({ description: 'value, as text', required: true }),
  };

  async run(): Promise<{ table: string; row: string; column: string }> {
    const { args, flags } = await this.parse(HBasePut);
    const { table, row, column, value } = args;
    const body = cellOf(row, column, value);
    await askHBase(await this.open(flags), { method: 'PUT', path: [table, row], body });
    this.log(`Wrote ${column} of row ${row} to ${table}.`);
    return { table, row, column };
  }
}
