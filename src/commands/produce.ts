import { createReadStream } from 'node:fs';
import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { parsePairs, writingContextFlags } from '../cli/flags.js';
import { StreamkitError } from '../shared/errors.js';
import { readWhole, requireFile } from '../shared/input-file.js';
import { avroEncoder } from '../kafka/registry/avro-encoder.js';
import { subjectName, subjectStrategies } from '../kafka/registry/subject-name.js';
import { compressions } from '../kafka/wire/compression.js';
import { inputFormats, parseRecords } from '../kafka/produce/parse-records.js';
import { produce, type Sent } from '../kafka/produce/produce.js';
import { newline, readParts, readWholeInput } from '../kafka/produce/read-parts.js';
import { separatorOf } from '../kafka/produce/separator.js';
import { progressLine, sentText } from '../render/kafka/sent.js';
import { endpointOf } from '../stack/endpoint.js';

export default class Produce extends BaseCommand {
  static override summary = 'Write records to a topic, one per line';
  static override description =
    'Reads values from the arguments, a file or stdin. Separators may be escapes: \\t, \\n, \\0, \\x1f. Records of json-each-row keep their partition if the topic has it.';
  static override examples = [
    '<%= config.bin %> produce orders "first order" "second order"',
    'seq 1000 | <%= config.bin %> produce orders',
    'echo "42:paid" | <%= config.bin %> produce orders --key-separator : --header source=shop',
    'printf "43\\tpaid\\0" | <%= config.bin %> produce orders --key-separator "\\t" --delimiter "\\0"',
    '<%= config.bin %> produce orders --key customer.avsc --file customer.avsc --whole',
    '<%= config.bin %> produce customers --format avro --schema customer.avsc --file customers.jsonl',
    'echo \'"Jon"|paid\' | <%= config.bin %> produce orders --key-separator "|" --key-format avro --key-schema name.avsc',
    '<%= config.bin %> consume orders --from-beginning --exit --format json-each-row | <%= config.bin %> produce copies --format json-each-row',
  ];
  static override strict = false;
  static override args = {
    topic: Args.string({ description: 'topic name', required: true }),
    value: Args.string({ description: 'values to write (default: the lines of stdin)' }),
  };
  static override flags = {
    ...writingContextFlags,
    file: Flags.string({
      char: 'f',
      description: 'read records from a file, one per line',
      helpValue: 'PATH',
    }),
    key: Flags.string({ char: 'k', description: 'key of every record' }),
    'key-separator': Flags.string({
      char: 'K',
      description: 'separator between key and value, for example : or \\t',
      exclusive: ['key'],
    }),
    delimiter: Flags.string({
      char: 'D',
      description: 'delimiter of the records in the input (default: line end), for example \\0',
    }),
    whole: Flags.boolean({
      description: 'write the whole input as one record',
      exclusive: ['delimiter'],
    }),
    header: Flags.string({
      char: 'H',
      description: 'header of every record (repeatable)',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'NAME=VALUE',
    }),
    partition: Flags.integer({
      char: 'p',
      description: 'partition to write to (default: chosen by key)',
      min: 0,
    }),
    tombstone: Flags.boolean({
      description: 'write records without a value; arguments or lines are keys',
      exclusive: ['format', 'key-separator'],
    }),
    format: Flags.option({ options: inputFormats })({
      description: 'format of the lines; json-each-row reads the output of consume --format json-each-row',
      default: 'string',
    }),
    'key-format': Flags.option({ options: ['string', 'avro'] as const })({
      description: 'format of the keys; avro reads them as JSON, with the schema of TOPIC-key',
      default: 'string',
    }),
    'key-schema': Flags.string({
      description: 'Avro schema of the keys to register (default: the latest one of TOPIC-key)',
      helpValue: 'FILE',
    }),
    schema: Flags.string({
      description: 'Avro schema to register (default: the latest one of the subject)',
      helpValue: 'FILE',
    }),
    subject: Flags.string({ description: 'subject of the schema (default: TOPIC-value)' }),
    'subject-strategy': Flags.option({ options: subjectStrategies })({
      description: 'how the subject is named: TOPIC-value, RECORD or TOPIC-RECORD',
      default: 'topic',
      exclusive: ['subject'],
    }),
    rate: Flags.integer({ description: 'maximum records per second (default: unlimited)', min: 1 }),
    acks: Flags.option({ options: ['all', '1', '0'] as const })({
      description: 'acknowledgments to wait for',
      default: 'all',
    }),
    compression: Flags.option({ options: compressions })({
      char: 'z',
      description: 'compression codec',
      default: 'none',
    }),
  };

  async run(): Promise<Sent & { topic: string }> {
    const { args, flags, argv } = await this.parse(Produce);
    const headers = parsePairs('--header', flags.header ?? [], 'source=shop');
    const separator = flags['key-separator'];
    const keySeparator = separator === undefined ? undefined : separatorOf('--key-separator', separator);
    const delimiter = flags.delimiter === undefined ? newline : separatorOf('--delimiter', flags.delimiter);
    const values = this.values((argv as string[]).slice(1), flags);
    if (flags.file !== undefined) await requireFile(flags.file, '--file');
    const schema = flags.schema === undefined ? undefined : await readWhole(flags.schema, '--schema');
    const keySchema =
      flags['key-schema'] === undefined ? undefined : await readWhole(flags['key-schema'], '--key-schema');
    const session = await this.open(flags);
    const broker = endpointOf(session, 'kafka');
    const subject = flags.subject ?? subjectName(flags['subject-strategy'], args.topic, 'value', schema);
    const encoder = async (name: string, text: string | undefined) =>
      avroEncoder(endpointOf(session, 'schema-registry'), name, text);
    const encode = flags.format === 'avro' ? await encoder(subject, schema) : undefined;
    const encodeKey =
      flags['key-format'] === 'avro' ? await encoder(`${args.topic}-key`, keySchema) : undefined;
    const stream = flags.file === undefined ? process.stdin : createReadStream(flags.file);
    const input = stream as AsyncIterable<Buffer>;
    const records = parseRecords(
      values ?? (flags.whole ? readWholeInput(input) : readParts(input, delimiter)),
      {
        format: flags.format,
        key: flags.key,
        keySeparator,
        headers: headers.map(([name, value]) => [name, Buffer.from(value)]),
        partition: flags.partition,
        tombstone: flags.tombstone,
        encode,
        encodeKey,
      },
    );
    const progress = progressLine(process.stderr, this.interactive(flags) && values === undefined);
    const sent = await produce(broker, {
      topic: args.topic,
      records,
      acks: flags.acks === 'all' ? -1 : flags.acks === '1' ? 1 : 0,
      compression: flags.compression,
      rate: flags.rate,
      signal: session.signal,
      onProgress: progress.show,
    }).finally(() => {
      progress.clear();
      // Read no further: an open stdin would keep the program alive.
      stream.destroy();
    });
    this.logToStderr(sentText(args.topic, sent));
    return { topic: args.topic, ...sent };
  }

  /** The values given as arguments, or undefined to read them from elsewhere. */
  private values(
    given: string[],
    flags: {
      file?: string | undefined;
      key?: string | undefined;
      tombstone: boolean;
      schema?: string | undefined;
      'key-schema'?: string | undefined;
      'key-format': string;
      format: string;
    },
  ): Buffer[][] | undefined {
    if (given.length > 0 && flags.file !== undefined) {
      throw new StreamkitError('USAGE', 'Values were given both as arguments and with --file.');
    }
    if (flags.schema !== undefined && flags.format !== 'avro') {
      throw new StreamkitError('USAGE', '--schema needs --format avro.');
    }
    if (flags['key-format'] === 'avro' && flags.format === 'json-each-row') {
      throw new StreamkitError(
        'USAGE',
        '--key-format avro does not go with --format json-each-row, whose keys are encoded.',
      );
    }
    if (flags['key-schema'] !== undefined && flags['key-format'] !== 'avro') {
      throw new StreamkitError('USAGE', '--key-schema needs --key-format avro.');
    }
    if (flags.tombstone && flags.key !== undefined) {
      if (given.length > 0 || flags.file !== undefined) {
        throw new StreamkitError(
          'USAGE',
          'A tombstone for --key has no value: leave out the values and --file.',
        );
      }
      return [[Buffer.from(flags.key)]];
    }
    return given.length > 0 ? [given.map((text) => Buffer.from(text))] : undefined;
  }
}
