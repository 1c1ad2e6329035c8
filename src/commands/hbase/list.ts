import * as z from 'zod/mini';
import { BaseCommand } from '../../cli/base-command.js';
import { askHBase } from '../../hbase/client.js';

const answer = z.object({ table: z.array(z.object({ name: z.string() })) });

export default class HBaseList extends BaseCommand {
  static override summary = 'List the tables in HBase';
  static override examples = ['<%= config.bin %> hbase list'];

  async run(): Promise<{ tables: string[] }> {
    const { flags } = await this.parse(HBaseList);
    const found = await askHBase(await this.open(flags), { method: 'GET', path: [] });
    const tables = answer.parse(found).table.map(({ name }) => name);
    this.log(tables.join('\n'));
    return { tables };
  }
}
