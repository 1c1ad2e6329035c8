/** A batch as it lies in the log, with one-letter values; positions as in Kafka's RecordBatch, magic 2. */
export function batch(
  baseOffset: number,
  values: string[],
  { lastDelta = values.length - 1, attributes = 0, producerId = -1n } = {},
): Buffer {
  const records = values.map((value, delta) => {
    const body = Buffer.from([0, 0, delta * 2, 1, 2, value.charCodeAt(0), 0]);
    return Buffer.concat([Buffer.from([body.length * 2]), body]);
  });
  const head = Buffer.alloc(61);
  head.writeBigInt64BE(BigInt(baseOffset), 0);
  head.writeInt32BE(49 + Buffer.concat(records).length, 8);
  head.writeInt8(2, 16);
  head.writeInt16BE(attributes, 21);
  head.writeInt32BE(lastDelta, 23);
  head.writeBigInt64BE(1000n, 27);
  head.writeBigInt64BE(producerId, 43);
  head.writeInt32BE(values.length, 57);
  return Buffer.concat([head, ...records]);
}
