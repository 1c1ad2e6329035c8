import { compare } from '../compare.js';
import { bin, cli, Lab, million } from '../lab.js';
import { peakMemory } from '../measure.js';
import type { Result, Row } from '../row.js';

const rounds = 3;

const whyMissed =
  'each value is decoded, quoted and written in JavaScript. Tried: rows as they arrive, values read as text at once, one wake-up for all rows that arrive together.';
const digits =
  '(select 0 d union select 1 union select 2 union select 3 union select 4 union select 5 union select 6 union select 7 union select 8 union select 9)';

/** A table of 1,000,000 rows as CSV and JSON, beside MariaDB's own client, and the memory that it needs. */
export const sqlExport: Row = {
  name: 'sql-export',
  slow: true,
  async measure(): Promise<Result[]> {
    const lab = await Lab.open();
    try {
      await lab.streamkit('up', 'mysql', '--ports', 'auto');
      const numbers = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${digits} ${name}`).join(', ');
      const number = 'a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 10000 * e.d + 100000 * f.d';
      await lab.streamkit(
        'sql',
        'mysql',
        `create database bench; create table bench.customer (id int primary key, name varchar(60), amount decimal(10,2), at datetime);
         insert into bench.customer select n, concat('customer ', n), n / 100, from_unixtime(n) from (select ${number} n from ${numbers}) numbers`,
      );
      const { services } = await lab.status();
      const address = services.find(({ name }) => name === 'mysql')?.endpoints['client'];
      const port = address?.split(':').at(-1) ?? '';
      const password = `"$(cat '${lab.dir}/stacks/default/mysql/conf/password')"`;
      const query = "'select * from bench.customer'";
      const client = `MYSQL_PWD=${password} mariadb --no-defaults --host 127.0.0.1 --port ${port} --user root --batch --quick`;
      const ours = `${cli} sql mysql ${query}`;
      const names = (format: string) => ({
        what: `\`sql mysql\`, ${million.toLocaleString('en')} rows as ${format}`,
        beside: '`mariadb --batch`',
        goal: 1.5,
        whyMissed,
      });
      const memory = async (limit: number) =>
        peakMemory(
          process.execPath,
          [bin, 'sql', 'mysql', `select * from bench.customer limit ${limit}`, '--csv'],
          lab.env,
        );
      return [
        await compare(lab, names('CSV'), [`${ours} --csv`, `${client} --execute ${query}`], rounds),
        await compare(lab, names('JSON'), [`${ours} --json`, `${client} --execute ${query}`], rounds),
        {
          what: `memory of \`sql mysql --csv\` for ${million.toLocaleString('en')} rows`,
          beside: '100,000 rows',
          unit: 'MB',
          ours: [await memory(million)],
          theirs: [await memory(100_000)],
          goal: 1.2,
        },
      ];
    } finally {
      await lab.close();
    }
  },
};
