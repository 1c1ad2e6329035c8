import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { parsePairs } from '../cli/flags.js';
import { generate, generatedValues } from '../kafka/generate/generate.js';
import { openGeneration, outputFormats } from '../kafka/generate/open-generation.js';
import { keysOfTopic, withReference } from '../kafka/generate/references.js';
import type { Shape } from '../kafka/generate/shape.js';
import type { Sent } from '../kafka/produce/produce.js';
import { writeJson } from '../kafka/records/json.js';
import { openSchemaCodec } from '../kafka/registry/schema-codec.js';
import { progressLine, sentAtRateText } from '../render/kafka/sent.js';
import { StreamkitError } from '../shared/errors.js';
import { readWhole } from '../shared/input-file.js';
import { endpointOf } from '../stack/endpoint.js';
import type { Session } from '../stack/session.js';

const usualCount = 100;

type Generated = (Sent & { topic: string; ms: number }) | { topic: string; values: string[] };

export default class Generate extends BaseCommand {
  static override summary = 'Write realistic records to a topic';
  static override description =
    'Generates values from a schema file (Avro, JSON Schema or Protobuf), from the schema that the topic has in the Schema Registry, or from an example record. Names of fields choose the kind of value: names, e-mail addresses, amounts, times, ids. A field of a schema can name a method of faker.js: "faker": "finance.iban" in Avro and JSON Schema, a comment "faker: finance.iban" in Protobuf. Ctrl-C ends it; what was written by then stays.';
  static override examples = [
    `<%= config.bin %> generate orders --example '{"order_id": 1042, "customer": "Ann", "price": 9.95}' --count 1000 --key order_id`,
    '<%= config.bin %> generate customers --schema customer.avsc --seed 42 --dry-run',
    '<%= config.bin %> generate customers --rate 500 --count 500',
    `<%= config.bin %> generate customers --example '{"name": "Ann", "last_order": "1042"}' --reference last_order=orders`,
  ];
  static override args = {
    topic: Args.string({ description: 'topic to write to', required: true }),
  };
  static override flags = {
    schema: Flags.string({
      description: 'schema file (default: the latest schema of the subject)',
      helpValue: 'FILE',
      exclusive: ['example'],
    }),
    example: Flags.string({ description: 'generate records like this one', helpValue: 'JSON|@FILE' }),
    subject: Flags.string({ description: 'subject of the schema (default: TOPIC-value)' }),
    format: Flags.option({ options: outputFormats })({
      description:
        'format of the values: json is plain, the others name their schema (default: that of the schema)',
    }),
    key: Flags.string({
      char: 'k',
      description: 'field whose value is the key, for example customer.id (default: no key)',
      helpValue: 'FIELD',
    }),
    reference: Flags.string({
      description: 'take the values of a field from the keys of a topic (repeatable)',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'FIELD=TOPIC',
    }),
    count: Flags.integer({
      description: `number of records (default: ${usualCount}; with --rate until Ctrl-C)`,
      min: 1,
    }),
    rate: Flags.integer({ description: 'records per second (default: unlimited)', min: 1 }),
    seed: Flags.integer({ description: 'generate the same records in each run with this number' }),
    'dry-run': Flags.boolean({ description: 'print the values instead of writing them' }),
  };

  async run(): Promise<Generated> {
    const { args, flags } = await this.parse(Generate);
    const { topic } = args;
    const { rate, seed, key } = flags;
    const dryRun = flags['dry-run'];
    const file =
      flags.schema === undefined
        ? undefined
        : { path: flags.schema, text: await readWhole(flags.schema, '--schema') };
    const references = parsePairs('--reference', flags.reference ?? [], 'customer_id=customers');
    const session = await this.open(flags);
    const opened = await openGeneration({
      registry: () => endpointOf(session, 'schema-registry'),
      subject: flags.subject ?? `${topic}-value`,
      file,
      example: flags.example === undefined ? undefined : await exampleText(flags.example),
      format: flags.format,
      register: !dryRun,
    });
    const { namedBranches, encoder } = opened;
    const shape = await withReferences(session, opened.shape, references);
    const count = flags.count ?? (rate === undefined || dryRun ? usualCount : undefined);
    const options = { topic, shape, seed, count, namedBranches };
    if (dryRun)
      return { topic, values: await this.print(generatedValues({ ...options, namedBranches: false })) };
    const broker = endpointOf(session, 'kafka');
    const encode = await encoder();
    const progress = progressLine(process.stderr, this.interactive(flags));
    const started = performance.now();
    const { signal } = session;
    const sent = await generate(broker, {
      ...options,
      encode,
      key,
      rate,
      signal,
      onProgress: progress.show,
    }).finally(progress.clear);
    const result = { topic, ...sent, ms: Math.round(performance.now() - started) };
    this.logToStderr(sentAtRateText(topic, result));
    return result;
  }

  private async print(lists: ReturnType<typeof generatedValues>): Promise<string[]> {
    const values: string[] = [];
    for await (const list of lists) {
      this.signal.throwIfAborted();
      const lines = list.map(writeJson);
      for (const line of lines) this.log(line);
      if (this.jsonEnabled()) values.push(...lines);
    }
    return values;
  }
}

async function withReferences(
  session: Session,
  shape: Shape,
  references: [string, string][],
): Promise<Shape> {
  if (references.length === 0) return shape;
  const hasRegistry = session.record?.ports['schema-registry'] !== undefined;
  const codec = hasRegistry ? openSchemaCodec(endpointOf(session, 'schema-registry')) : undefined;
  const broker = endpointOf(session, 'kafka');
  let result = shape;
  for (const [field, topic] of references)
    result = withReference(result, field, await keysOfTopic(broker, topic, codec, session.signal));
  return result;
}

/** @throws StreamkitError USAGE for an empty one; those of reading a file */
async function exampleText(given: string): Promise<string> {
  const text = given.startsWith('@') ? await readWhole(given.slice(1), '--example') : given;
  if (text.trim() !== '') return text;
  throw new StreamkitError('USAGE', '--example is empty.');
}
