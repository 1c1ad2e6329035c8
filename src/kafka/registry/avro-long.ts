import type { Schema, Type } from 'avsc';

/** For avsc's `typeHook`: reads and writes Avro's longs as bigints, since a double holds only 53 of their 64 bits. */
export async function bigLongs(): Promise<(schema: Schema) => Type | undefined> {
  const { default: avro } = await import('avsc');
  const long = avro.types.LongType.__with({
    fromBuffer: (data: Buffer) => data.readBigInt64LE(),
    toBuffer(value: bigint) {
      const data = Buffer.alloc(8);
      data.writeBigInt64LE(value);
      return data;
    },
    fromJSON: (value: number) => BigInt(value),
    toJSON: Number,
    isValid: (value: unknown) => typeof value === 'bigint' && BigInt.asIntN(64, value) === value,
    compare: (a: bigint, b: bigint) => (a === b ? 0 : a < b ? -1 : 1),
  });
  return (schema) => (isLong(schema) ? long : undefined);
}

function isLong(schema: Schema): boolean {
  return (
    schema === 'long' ||
    (typeof schema === 'object' && 'type' in schema && (schema.type as string) === 'long')
  );
}
