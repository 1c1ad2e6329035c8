import { text } from 'node:stream/consumers';
import { listPath } from '../../src/hdfs/file-status.js';
import { webHdfsUrl } from '../../src/hdfs/endpoint.js';
import { readFile } from '../../src/hdfs/read-file.js';
import { sqlProducts } from '../../src/sql/products.js';
import type { Lab } from './lab.js';

/** What a topology has stored, as it comes. */
export interface NewRows {
  /** The keys of the rows stored since the last look: of a MySQL row the first name, of a line in HDFS the second field. */
  next: () => Promise<string[]>;
  close: () => Promise<void>;
}

/** @param table with its database; rows by `cust_id`, which only grows */
export async function mysqlRows(lab: Lab, table: string): Promise<NewRows> {
  const client = await sqlProducts['mysql']?.open(await lab.session());
  if (!client) throw new Error('there is no client for MySQL');
  let last = '0';
  return {
    async next() {
      const query = `select cust_id, cust_firstname from ${table} where cust_id > ${last} order by cust_id`;
      const { rows } = await client.query(query);
      last = rows.at(-1)?.[0] ?? last;
      return rows.map(([, key]) => key ?? '');
    },
    close: async () => client.close(),
  };
}

/** The text files of a folder in HDFS, also those that are still written to. */
export async function hdfsRows(lab: Lab, folder: string): Promise<NewRows> {
  const url = webHdfsUrl(await lab.session());
  const read = new Map<string, number>();
  return {
    async next() {
      const keys: string[] = [];
      for (const { path, bytes } of await listPath(url, folder).catch(() => [])) {
        const offset = read.get(path) ?? 0;
        // Each sync updates the length.
        if (bytes <= offset) continue;
        const added = await textFrom(url, path, offset);
        // A row of which only a part is there comes whole with the next look.
        const whole = added.slice(0, added.lastIndexOf('\n') + 1);
        read.set(path, offset + Buffer.byteLength(whole));
        for (const line of whole.split('\n').slice(0, -1)) keys.push(line.split('|')[1] ?? '');
      }
      return keys;
    },
    close: async () => Promise.resolve(),
  };
}

/** HDFS refuses to read from where a file ends: then there is nothing new. */
async function textFrom(url: string, path: string, offset: number): Promise<string> {
  try {
    return await text(await readFile(url, path, { offset }));
  } catch {
    return '';
  }
}
