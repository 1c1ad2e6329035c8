/**
 * Thrift's binary protocol (strict) in frames, as Storm's daemons use it, as far as a few calls need it. Structs are read
 * without generated code, by field id, so fields that another version of Storm adds are ignored.
 */

export type Argument =
  | { type: 'string'; value: string }
  | { type: 'i32'; value: number }
  | { type: 'bool'; value: boolean }
  /** From text to 32-bit integers. */
  | { type: 'map'; value: Record<string, number> }
  | { type: 'struct'; value: Arguments };

/** A struct to send, by field id. */
export type Arguments = Record<number, Argument>;

export type Value = number | boolean | string | Struct | Value[] | Map<Value, Value>;

/** A struct that was received, by field id. */
export class Struct {
  constructor(readonly fields: Map<number, Value>) {}

  text(id: number): string {
    const value = this.fields.get(id);
    return typeof value === 'string' ? value : '';
  }

  number(id: number): number {
    const value = this.fields.get(id);
    return typeof value === 'number' ? value : 0;
  }

  flag(id: number): boolean {
    return this.fields.get(id) === true;
  }

  struct(id: number): Struct | undefined {
    const value = this.fields.get(id);
    return value instanceof Struct ? value : undefined;
  }

  structs(id: number): Struct[] {
    const value = this.fields.get(id);
    return Array.isArray(value) ? value.filter((element) => element instanceof Struct) : [];
  }

  /** A map from text to structs. */
  named(id: number): [string, Struct][] {
    const value = this.fields.get(id);
    if (!(value instanceof Map)) return [];
    return [...value].flatMap(([key, struct]) =>
      typeof key === 'string' && struct instanceof Struct ? [[key, struct]] : [],
    );
  }
}

/** The result struct of the method, or the server's error about the call itself. */
export type Reply = { kind: 'result'; struct: Struct } | { kind: 'exception'; message: string };

const callVersion = 0x8001_0001;
const versionMask = 0xffff_0000;
const wire = {
  stop: 0,
  bool: 2,
  byte: 3,
  double: 4,
  i16: 6,
  i32: 8,
  i64: 10,
  string: 11,
  struct: 12,
  map: 13,
  set: 14,
  list: 15,
};
const exceptionMessage = 3;

/** The frame of a call. */
export function encodeCall(method: string, args: Arguments): Buffer {
  const body = Buffer.concat([int32(callVersion), text(method), int32(0), struct(args)]);
  return Buffer.concat([int32(body.length), body]);
}

/** @param body a frame without its length @throws RangeError or Error for bytes that are not a reply */
export function decodeReply(body: Buffer): Reply {
  const reader = new Reader(body);
  const version = reader.int32();
  if ((version & versionMask) !== (callVersion & versionMask)) throw new Error('the reply is not Thrift');
  reader.text();
  reader.int32();
  const answer = reader.struct();
  return (version & 0xff) === exceptionMessage
    ? { kind: 'exception', message: answer.text(1) }
    : { kind: 'result', struct: answer };
}

function struct(args: Arguments): Buffer {
  const fields = Object.entries(args).map(([id, argument]) => {
    const head = Buffer.from([wire[argument.type], 0, 0]);
    head.writeInt16BE(Number(id), 1);
    return Buffer.concat([head, encode(argument)]);
  });
  return Buffer.concat([...fields, Buffer.from([wire.stop])]);
}

function encode(argument: Argument): Buffer {
  switch (argument.type) {
    case 'string':
      return text(argument.value);
    case 'i32':
      return int32(argument.value);
    case 'map': {
      const entries = Object.entries(argument.value);
      const head = Buffer.concat([Buffer.from([wire.string, wire.i32]), int32(entries.length)]);
      return Buffer.concat([head, ...entries.flatMap(([key, value]) => [text(key), int32(value)])]);
    }
    case 'bool':
      return Buffer.from([argument.value ? 1 : 0]);
    case 'struct':
      return struct(argument.value);
  }
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([int32(bytes.length), bytes]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value | 0);
  return bytes;
}

class Reader {
  private position = 0;

  constructor(private readonly bytes: Buffer) {}

  int32(): number {
    return this.bytes.readInt32BE(this.skip(4));
  }

  text(): string {
    const length = this.int32();
    const start = this.skip(length);
    if (length < 0 || this.position > this.bytes.length)
      throw new RangeError('a text is longer than the answer');
    return this.bytes.toString('utf8', start, start + length);
  }

  struct(): Struct {
    const fields = new Map<number, Value>();
    for (;;) {
      const type = this.byte();
      if (type === wire.stop) return new Struct(fields);
      const id = this.bytes.readInt16BE(this.skip(2));
      fields.set(id, this.value(type));
    }
  }

  private value(type: number): Value {
    switch (type) {
      case wire.bool:
        return this.byte() !== 0;
      case wire.byte:
        return this.byte();
      case wire.double:
        return this.bytes.readDoubleBE(this.skip(8));
      case wire.i16:
        return this.bytes.readInt16BE(this.skip(2));
      case wire.i32:
        return this.int32();
      case wire.i64:
        return Number(this.bytes.readBigInt64BE(this.skip(8)));
      case wire.string:
        return this.text();
      case wire.struct:
        return this.struct();
      case wire.map:
        return this.map();
      case wire.set:
      case wire.list:
        return this.list();
      default:
        throw new Error(`the answer holds a value of the unknown type ${type}`);
    }
  }

  private map(): Map<Value, Value> {
    const [keys, values] = [this.byte(), this.byte()];
    const count = this.int32();
    const entries = new Map<Value, Value>();
    for (let i = 0; i < count; i++) {
      const key = this.value(keys);
      entries.set(key, this.value(values));
    }
    return entries;
  }

  private list(): Value[] {
    const type = this.byte();
    const count = this.int32();
    const elements: Value[] = [];
    for (let i = 0; i < count; i++) elements.push(this.value(type));
    return elements;
  }

  private byte(): number {
    return this.bytes.readUInt8(this.skip(1));
  }

  /** Moves on by so many bytes. @returns where they begin */
  private skip(count: number): number {
    const start = this.position;
    this.position += count;
    return start;
  }
}
