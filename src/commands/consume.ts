import { Args } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { consumeFlags } from '../cli/consume-flags.js';
import { StreamkitError } from '../shared/errors.js';
import { parseDuration } from '../cli/flags.js';
import { consumeRequest } from '../kafka/consume/consume-request.js';
import { recordRow, type RecordRow } from '../kafka/records/json-each-row.js';
import { openRecords } from '../kafka/consume/open-records.js';
import { recordFilter } from '../kafka/records/record-filter.js';
import { openSchemaCodec, type CodecOptions, type SchemaCodec } from '../kafka/registry/schema-codec.js';
import { openOutput } from '../render/output.js';
import { recordLook } from '../render/records.js';
import { ByteWriter } from '../render/byte-writer.js';
import type { Session } from '../stack/session.js';
import { endpointOf } from '../stack/endpoint.js';
import { suggest } from '../shared/suggestion.js';

export default class Consume extends BaseCommand {
  static override summary = 'Print records from topics, following new ones by default';
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
    topic: Args.string({ description: 'topic names', required: true, ignoreStdin: true }),
  };
  static override flags = consumeFlags;

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
    const session = await this.open(flags);
    const broker = endpointOf(session, 'kafka');
    const codec = codecOf(session, flags.format, {
      rawLogicalTypes: flags['raw-logical-types'],
      onUndecodable: this.undecodable(flags.strict),
    });
    const look = recordLook(flags, codec);
    const output = openOutput(process.stdout);
    const patterns = {
      key: flags['filter-key'],
      value: flags['filter-value'],
      header: flags['filter-header'],
    };
    const pieces = openRecords(broker, {
      ...request,
      topics: [...new Set(argv as string[])],
      partitions: flags.partition,
      group: flags.group,
      exit: flags.exit,
      readCommitted: flags['read-committed'],
      filter: recordFilter(patterns, async (value) => {
        await codec?.prepare([value]);
        return codec?.decode(value)?.plain() ?? value.toString();
      }),
      signal: AbortSignal.any([session.signal, output.closed]),
      onReady: () => {
        if (this.interactive(flags) && !flags.exit) this.logToStderr('Waiting for records (Ctrl-C to stop)…');
      },
    });
    const rows: RecordRow[] = [];
    const writer = new ByteWriter();
    let count = 0;
    try {
      for await (const piece of pieces) {
        count += piece.length;
        if (this.jsonEnabled()) {
          for (const record of piece) rows.push(recordRow(record));
          continue;
        }
        if (codec) await codec.prepare(dataOf(piece));
        for (const record of piece) look(record, writer);
        if (!(await output.write(writer.take()))) break;
      }
    } catch (error) {
      // The reader closed the pipe, as `| head` does: this is not an error.
      if (!output.closed.aborted) throw error;
    }
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

/** Values are decoded if the stack has a registry and the format shows decoded values. */
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
  throw new StreamkitError(
    'SERVICE_UNREACHABLE',
    'The stack has no Schema Registry, which is required to read Avro.',
    {
      service: 'schema-registry',
      suggestions: [suggest('Start it', 'up', 'schema-registry')],
    },
  );
}

function* dataOf(piece: { key: Buffer | null; value: Buffer | null }[]): Generator<Buffer | null> {
  for (const { key, value } of piece) {
    yield key;
    yield value;
  }
}
