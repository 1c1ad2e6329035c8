/** Bytes before the data: a zero byte and the schema's id in four. */
const headBytes = 5;

/**
 * The schema id that data in the wire format of Confluent's serializers starts with. The format is the same for keys and
 * values.
 * @returns undefined for other data
 */
export function schemaId(data: Buffer): number | undefined {
  const id = data.length >= headBytes && data[0] === 0 ? data.readInt32BE(1) : -1;
  return id < 0 ? undefined : id;
}

/** The data after the head. */
export function payloadOf(data: Buffer): Buffer {
  return data.subarray(headBytes);
}

export function headOf(id: number): Buffer {
  const head = Buffer.alloc(headBytes);
  head.writeInt32BE(id, 1);
  return head;
}
