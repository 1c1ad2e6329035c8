import { StreamkitError } from '../../shared/errors.js';

/** Reads one value of Kafka's flexible message format (KIP-482): compact lengths, and tagged fields behind each struct. */
export type Reads<Value> = (reader: FlexibleReader) => Value;

/** The body of a response; the fields of a message are read in their order. */
export class FlexibleReader {
  private at = 0;

  constructor(private readonly data: Buffer) {}

  get left(): number {
    return this.data.length - this.at;
  }

  /** @throws StreamkitError SERVICE_UNREACHABLE when the response ends before */
  take(length: number): Buffer {
    if (length < 0 || length > this.left) {
      throw new StreamkitError('SERVICE_UNREACHABLE', 'Kafka sent a response that is cut off.', {
        service: 'kafka',
      });
    }
    return this.data.subarray(this.at, (this.at += length));
  }

  /** An unsigned varint of 32 bits. */
  uvarint(): number {
    let result = 0;
    for (let place = 0; place < 5; place++) {
      const byte = this.take(1).readUInt8();
      result += (byte & 0x7f) * 2 ** (7 * place);
      if (byte < 0x80) break;
    }
    return result;
  }

  skipTags(): void {
    for (let count = this.uvarint(); count > 0; count--) {
      this.uvarint();
      this.take(this.uvarint());
    }
  }
}

export const int8: Reads<number> = (reader) => reader.take(1).readInt8();
export const int16: Reads<number> = (reader) => reader.take(2).readInt16BE();
export const int32: Reads<number> = (reader) => reader.take(4).readInt32BE();
export const int64: Reads<number> = (reader) => Number(reader.take(8).readBigInt64BE());
export const uuid: Reads<string> = (reader) => reader.take(16).toString('hex');
/** Null becomes an empty string. */
export const text: Reads<string> = (reader) => reader.take(Math.max(0, reader.uvarint() - 1)).toString();

/** Null becomes an empty array. */
export function array<Item>(item: Reads<Item>): Reads<Item[]> {
  return (reader) => {
    const count = Math.max(0, reader.uvarint() - 1);
    // An item has one byte at least: a false count must not allocate.
    if (count > reader.left) reader.take(count);
    return Array.from({ length: count }, () => item(reader));
  };
}

export function struct<Fields extends Record<string, Reads<unknown>>>(
  fields: Fields,
): Reads<{ [Name in keyof Fields]: ReturnType<Fields[Name]> }> {
  return (reader) => {
    const values = Object.fromEntries(Object.entries(fields).map(([name, read]) => [name, read(reader)]));
    reader.skipTags();
    return values as { [Name in keyof Fields]: ReturnType<Fields[Name]> };
  };
}

export function nullable<Value>(value: Reads<Value>): Reads<Value | undefined> {
  return (reader) => (int8(reader) < 0 ? undefined : value(reader));
}
