import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compare } from '../compare.js';
import { cli, million, type Lab } from '../lab.js';
import type { Result, Row } from '../row.js';

const rounds = 5;
const records = '1,000,000 records of 100 bytes';

/** Writing and reading a million records, in one partition. */
export const produce: Row = {
  name: 'produce',
  async measure(lab: Lab): Promise<Result[]> {
    const broker = await lab.broker();
    const file = await lab.millionLines();
    const topic = await lab.topic('--config', 'retention.bytes=300000000');
    const ours = `${cli} produce ${topic} --file ${file} --acks 1`;
    const kcat = `kcat -P -b ${broker} -t ${topic} -X acks=1 -l ${file}`;
    const names = { what: `\`produce --file\`, ${records}`, beside: 'kcat', goal: 4 };
    return [await compare(lab, names, [ours, kcat], rounds)];
  },
};

export const consume: Row = {
  name: 'consume',
  async measure(lab: Lab): Promise<Result[]> {
    const broker = await lab.broker();
    const topic = await lab.topic();
    await lab.streamkit('produce', topic, '--file', await lab.millionLines());
    const ours = `${cli} consume ${topic} --from-beginning --exit`;
    const kcat = `kcat -C -b ${broker} -t ${topic} -o beginning -e -q`;
    return [
      await compare(lab, { what: `\`consume\`, ${records}`, beside: 'kcat', goal: 2 }, [ours, kcat], rounds),
      await compare(
        lab,
        { what: '`consume --filter-value "*77*"`, 1,000,000 records', beside: '`kcat | grep`' },
        [`${ours} --filter-value '*77*'`, `${kcat} | grep 77`],
        rounds,
      ),
      await compare(
        lab,
        { what: '`consume --format json-each-row`, 1,000,000 records', beside: '`kcat -J`' },
        [`${ours} --format json-each-row`, `${kcat} -J`],
        rounds,
      ),
    ];
  },
};

const avroSchema = {
  type: 'record',
  name: 'Customer',
  fields: [
    { name: 'cust_id', type: 'int' },
    { name: 'cust_name', type: ['null', 'string'], default: null },
  ],
};

/** The same with a schema: kcat shows the bytes, as it has no registry's decoding in Debian's build. */
export const consumeAvro: Row = {
  name: 'consume-avro',
  async measure(lab: Lab): Promise<Result[]> {
    const broker = await lab.broker();
    const topic = await lab.topic();
    const schema = join(lab.dir, 'customer.avsc');
    await writeFile(schema, JSON.stringify(avroSchema));
    const lines = join(lab.dir, 'customers.jsonl');
    const name = 'x'.repeat(85);
    const line = (id: number) => `{"cust_id":${1e6 + id},"cust_name":{"string":"${name}"}}\n`;
    await writeFile(lines, Array.from({ length: million }, (_, id) => line(id)).join(''));
    await lab.streamkit('produce', topic, '--format', 'avro', '--schema', schema, '--file', lines);
    const names = {
      what: '`consume --format avro`, 1,000,000 records',
      beside: 'kcat (does not decode)',
    };
    const ours = `${cli} consume ${topic} --from-beginning --exit --format avro`;
    return [await compare(lab, names, [ours, `kcat -C -b ${broker} -t ${topic} -o beginning -e -q`], rounds)];
  },
};
