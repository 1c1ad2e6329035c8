import { Args } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { consumeFlags } from '../cli/consume-flags.js';
import { writingContextFlags } from '../cli/flags.js';
import { StreamkitError } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';
import { parseDuration } from '../shared/duration.js';
import { consumeRequest } from '../kafka/consume/consume-request.js';
import { recordRow, type RecordRow } from '../kafka/records/json-each-row.js';
import { openRecords } from '../kafka/consume/open-records.js';
import { recordFilter } from '../kafka/records/record-filter.js';
import { openSchemaCodec, type CodecOptions, type SchemaCodec } from '../kafka/registry/schema-codec.js';
import { openOutput } from '../render/output.js';
import { recordFormatter } from '../render/kafka/records.js';
import { ByteWriter } from '../render/byte-writer.js';
import type { Session } from '../stack/session.js';
import { endpointOf } from '../stack/endpoint.js';

export default class Consume extends BaseCommand {
  static override summary = 'Print records from topics, following new ones';
  static override description =
    'Prints new records until Ctrl-C. Values written with a schema from the Schema Registry (Avro, JSON Schema, Protobuf) are shown as JSON.';
  static override hiddenAliases = ['tail'];
  static override examples = [
    '<%= config.bin %> consume orders',
    '<%= config.bin %> consume orders --from-beginning --exit',
    '<%= config.bin %> consume orders --offset -10 --exit --keys --timestamps',
    '<%= config.bin %> consume orders --group billing --filter-header "source=sh*" --format "%p:%o %k=%v\\n"',
    '<%= config.bin %> consume orders --from-beginning --expect 3 --within 30s',
  ];
  static override strict = false;
  static override args = {
    topic: Args.string({ description: 'topic names', required: true }),
  };
  static override flags = { ...writingContextFlags, ...consumeFlags };

  async run(): Promise<{ records: RecordRow[] | number }> {
    const { flags, argv } = await this.parse(Consume);
    const request = consumeRequest(
      {
        offset: flags.offset,
        fromBeginning: flags['from-beginning'],
        exit: flags.exit,
        partitions: flags.partition,
        group: flags.group,
        max: flags.max,
        expect: flags.expect,
        withinMs: parseDuration(flags.within),
        asOneResult: this.jsonEnabled(),
      },
      Date.now(),
    );
    const session = await this.open(flags, { writes: flags.group !== undefined });
    const broker = endpointOf(session, 'kafka');
    const codec = codecOf(session, flags.format, {
      rawLogicalTypes: flags['raw-logical-types'],
      onUndecodable: this.undecodable(flags.strict),
    });
    const format = recordFormatter(flags, codec);
    const output = openOutput(process.stdout);
    const patterns = {
      key: flags['filter-key'],
      value: flags['filter-value'],
      header: flags['filter-header'],
    };
    const lists = openRecords(broker, {
      ...request,
      topics: [...new Set(argv as string[])],
      partitions: flags.partition,
      group: flags.group,
      exit: flags.exit,
      readCommitted: flags['read-committed'],
      filter: recordFilter(patterns, (data) => codec?.decode(data)?.plain() ?? data.toString()),
      prepare: codec && ((records) => codec.prepare(dataOf(records))),
      signal: AbortSignal.any([session.signal, output.closed]),
      onReady: () => {
        if (this.interactive(flags) && !flags.exit) this.logToStderr('Waiting for records (Ctrl-C to stop)…');
      },
    });
    const rows: RecordRow[] = [];
    const writer = new ByteWriter();
    let count = 0;
    try {
      for await (const records of lists) {
        count += records.length;
        if (this.jsonEnabled()) {
          for (const record of records) rows.push(recordRow(record));
          continue;
        }
        for (const record of records) format(record, writer);
        if (!(await output.write(writer.take()))) break;
      }
    } catch (error) {
      // The reader closed the pipe, as `| head` does: this is not an error.
      if (!output.closed.aborted) throw error;
    }
    output.throwIfFailed();
    return { records: this.jsonEnabled() ? rows : count };
  }

  /** Reports each reason once and lets the read continue, or ends it. */
  private undecodable(strict: boolean): (error: StreamkitError) => void {
    const reported = new Set<string>();
    return (error) => {
      if (strict) throw error;
      if (reported.has(error.message)) return;
      reported.add(error.message);
      this.logToStderr(`${error.message} It is shown as it is; --strict fails instead.`);
    };
  }
}

/** Keys and values are decoded when the stack has a registry, unless the format shows them as they are. */
function codecOf(
  session: Session,
  format: string | undefined,
  options: CodecOptions,
): SchemaCodec | undefined {
  if (format === 'string' || format === 'hex' || format === 'json-each-row') return undefined;
  if (session.record?.ports['schema-registry'] !== undefined) {
    return openSchemaCodec(endpointOf(session, 'schema-registry'), options);
  }
  if (format !== 'avro') return undefined;
  throw new StreamkitError('SERVICE_UNREACHABLE', 'This stack has no Schema Registry to decode Avro with.', {
    service: 'schema-registry',
    suggestions: [suggest('Start it', 'up', 'schema-registry')],
  });
}

function* dataOf(records: { key: Buffer | null; value: Buffer | null }[]): Generator<Buffer | null> {
  for (const { key, value } of records) {
    yield key;
    yield value;
  }
}
