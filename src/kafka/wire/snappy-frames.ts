/**
 * Kafka's Java clients put snappy blocks into the frames of xerial's snappy-java (SnappyOutputStream): a head of 16 bytes,
 * then each block with its length before it. librdkafka writes one block and no frame; readers take both.
 */
const magic = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00]);
const head = Buffer.concat([magic, Buffer.from([0, 0, 0, 1, 0, 0, 0, 1])]);
const blockBytes = 32 * 1024;

/** Compresses data into frames. @param block compresses one block */
export function snappyFrames(data: Buffer, block: (data: Buffer) => Buffer): Buffer {
  const parts: Buffer[] = [head];
  for (let at = 0; at < data.length; at += blockBytes) {
    const packed = block(data.subarray(at, at + blockBytes));
    const length = Buffer.alloc(4);
    length.writeInt32BE(packed.length);
    parts.push(length, packed);
  }
  return Buffer.concat(parts);
}

/** Unpacks what is in frames, or one block without any. @param block unpacks one @throws Error for frames that are cut off */
export function fromSnappyFrames(data: Buffer, block: (data: Buffer) => Buffer): Buffer {
  if (!data.subarray(0, magic.length).equals(magic)) return block(data);
  const parts: Buffer[] = [];
  let at = head.length;
  while (at < data.length) {
    const length = data.readInt32BE(at);
    if (length < 0 || at + 4 + length > data.length) throw new Error('a frame is cut off');
    parts.push(block(data.subarray(at + 4, at + 4 + length)));
    at += 4 + length;
  }
  return Buffer.concat(parts);
}

/**
 * Refuses a block with a false size before memory is allocated for it: three bytes become 64 at most.
 * @throws Error
 */
export function refuseFalseSize(block: Buffer): void {
  let size = 0;
  for (const [place, byte] of block.subarray(0, 5).entries()) {
    size += (byte & 0x7f) * 2 ** (7 * place);
    if (byte < 0x80) break;
  }
  if (size > block.length * 22) throw new Error(`${block.length} bytes cannot become ${size}`);
}
