/** Castagnoli's polynomial, its bits reversed (RFC 3720, appendix B.4). */
const polynomial = 0x82f63b78;

/** Eight tables in a row: the nth holds what a byte does to the checksum n bytes later, so that eight are looked up at once. */
const table = new Int32Array(8 * 256);
for (let byte = 0; byte < 256; byte++) {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
  table[byte] = crc;
}
for (let index = 256; index < table.length; index++) {
  const before = entry(index - 256);
  table[index] = (before >>> 8) ^ entry(before & 0xff);
}

/** The CRC-32C checksum that Kafka protects its record batches with, as an unsigned number. */
export function crc32c(data: Uint8Array): number {
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  let crc = -1;
  let at = 0;
  for (const end = data.length - 7; at < end; at += 8) {
    crc ^= view.getInt32(at, true);
    const next = view.getInt32(at + 4, true);
    crc =
      entry(1792 + (crc & 0xff)) ^
      entry(1536 + ((crc >>> 8) & 0xff)) ^
      entry(1280 + ((crc >>> 16) & 0xff)) ^
      entry(1024 + (crc >>> 24)) ^
      entry(768 + (next & 0xff)) ^
      entry(512 + ((next >>> 8) & 0xff)) ^
      entry(256 + ((next >>> 16) & 0xff)) ^
      entry(next >>> 24);
  }
  for (; at < data.length; at++) crc = (crc >>> 8) ^ entry((crc ^ view.getUint8(at)) & 0xff);
  return ~crc >>> 0;
}

function entry(index: number): number {
  return table[index] ?? 0;
}
