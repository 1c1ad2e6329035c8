import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { askHBase } from '../../hbase/client.js';

export default class HBaseCreate extends BaseCommand {
  static override summary = 'Create a table in HBase';
  static override examples = ['<%= config.bin %> hbase create orders item customer'];
  static override strict = false;
  static override args = {
    table: Args.string({ description: 'name of the table', required: true }),
    families: Args.string({
      description: 'column families (one or more)',
      required: true,
    }),
  };

  async run(): Promise<{ table: string; families: string[] }> {
    const { argv, flags } = await this.parse(HBaseCreate);
    const [table = '', ...families] = argv as string[];
    const body = { name: table, ColumnSchema: families.map((name) => ({ name })) };
    await askHBase(await this.open(flags), { method: 'PUT', path: [table, 'schema'], body });
    this.log(`Created table ${table} (${families.join(', ')}).`);
    return { table, families };
  }
}
