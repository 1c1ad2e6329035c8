import { consume } from '../../../kafka/consume/consume.js';
import { offsetRange, type OffsetRange } from '../../../kafka/consume/offset-range.js';
import { recordFilter } from '../../../kafka/records/record-filter.js';
import { endpointOf } from '../../../stack/endpoint.js';
import { pageRecord, recordCodec, type PageRecord } from '../records.js';
import type { Send, ServerContext } from '../context.js';
import type { TailRequest } from './requests.js';

export interface TailFrame {
  records: PageRecord[];
  /** The offset to resume from, by partition, past what the filter left out. */
  next: Record<number, number>;
  /** Records that were read, with those that the filter left out. */
  read: number;
  /** Everything that is written from now on will be seen. */
  ready?: true;
}

/** Records of one frame: more would keep the page from drawing. */
const frameRecords = 1000;

/** Follows a topic without a group, from a position on. */
export async function tailChannel(
  context: ServerContext,
  request: TailRequest,
  send: Send,
  signal: AbortSignal,
): Promise<void> {
  const session = await context.open(signal);
  const codec = recordCodec(session);
  const filter = recordFilter(patterns(request), (data) => codec.text(data));
  const next: Record<number, number> = {};
  const { topic, partition } = request;
  let announced = Promise.resolve();
  const pieces = consume(endpointOf(session, 'kafka'), {
    topics: [topic],
    partitions: partition === undefined ? undefined : [partition],
    range: rangeOf(request.from),
    exit: false,
    readCommitted: false,
    signal,
    onReady: () => {
      announced = send({ records: [], next, read: 0, ready: true } satisfies TailFrame);
    },
  });
  for await (const piece of pieces) {
    await announced;
    await codec.prepare(piece);
    for (let at = 0; at < piece.length; at += frameRecords) {
      const part = piece.slice(at, at + frameRecords);
      const records: PageRecord[] = [];
      for (const record of part) {
        next[record.partition] = record.offset + 1;
        if (!filter || filter(record)) records.push(pageRecord(record, codec));
      }
      await send({ records, next, read: part.length } satisfies TailFrame);
    }
  }
}

function rangeOf(from: TailRequest['from']): OffsetRange {
  if (typeof from === 'string') return offsetRange(from, Date.now());
  const offsets = new Map(Object.entries(from).map(([partition, offset]) => [Number(partition), offset]));
  return { from: { kind: 'each', offsets } };
}

function patterns({ key, value, header }: TailRequest) {
  const given = (text: string | undefined) => (text === '' ? undefined : text);
  return { key: given(key), value: given(value), header: given(header) };
}
