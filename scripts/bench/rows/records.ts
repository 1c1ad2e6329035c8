import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compare } from '../compare.js';
import { cli, million, type Lab } from '../lab.js';
import type { Result, Row } from '../row.js';

const rounds = 5;
const records = '1,000,000 records of 100 bytes';

const produceMissed =
  'a tenth of the time is the start, the rest is evenly divided among reading, cutting lines, copying them into batches and ' +
  'checksums in JavaScript; kcat does it in C on two threads. Tried: copying short records in a loop.';

/** Writing and reading a million records, in one partition. */
export const produce: Row = {
  name: 'produce',
  async measure(lab: Lab): Promise<Result[]> {
    const broker = await lab.broker();
    const file = await lab.millionLines();
    const topic = await lab.topic('--config', 'retention.bytes=300000000');
    const ours = `${cli} produce ${topic} --file ${file} --acks 1`;
    const kcat = `kcat -P -b ${broker} -t ${topic} -X acks=1 -l ${file}`;
    const names = {
      what: `\`produce --file\`, ${records}`,
      beside: 'kcat',
      goal: 1.3,
      whyMissed: produceMissed,
    };
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
        { what: '`consume --filter-value "*77*"`, 1,000,000 records', beside: '`kcat | grep`', goal: 1 },
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

const avroMissed =
  'kcat copies bytes, while each record is decoded and written as JSON here. Tried: decoders that are compiled for each ' +
  'schema, and records as lists.';

const pythonConsumer = `
import json, sys
from confluent_kafka import Consumer
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer
from confluent_kafka.serialization import SerializationContext, MessageField
broker, registry, topic, count = sys.argv[1:5]
decode = AvroDeserializer(SchemaRegistryClient({'url': registry}))
context = SerializationContext(topic, MessageField.VALUE)
consumer = Consumer({'bootstrap.servers': broker, 'group.id': 'bench', 'auto.offset.reset': 'earliest', 'enable.auto.commit': False})
consumer.subscribe([topic])
left = int(count)
while left > 0:
    for message in consumer.consume(10000, 1.0):
        print(json.dumps(decode(message.value(), context)))
        left -= 1
consumer.close()
`;

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
    const { services } = await lab.status();
    const registry = services.find(({ name }) => name === 'schema-registry')?.endpoints['http'] ?? '';
    const program = join(lab.dir, 'consume.py');
    await writeFile(program, pythonConsumer);
    const ours = `${cli} consume ${topic} --from-beginning --exit --format avro`;
    const what = '`consume --format avro`, 1,000,000 records';
    return [
      await compare(
        lab,
        { what, beside: 'kcat (does not decode)', goal: 2, whyMissed: avroMissed },
        [ours, `kcat -C -b ${broker} -t ${topic} -o beginning -e -q`],
        rounds,
      ),
      await compare(
        lab,
        { what, beside: "Python's confluent-kafka with its Avro deserializer", goal: 1 },
        [ours, `python3 ${program} ${broker} ${registry} ${topic} ${million}`],
        2,
      ),
    ];
  },
};
