import { Zstd } from '@hpcc-js/wasm-zstd';
import { expect, it } from 'vitest';
import { decompress, loadCodecs } from '../../../../src/kafka/wire/compression.js';

const zstd = 4;

it('unpacks large zstd frames without a content size, as streaming compressors write them', async () => {
  const data = Buffer.from(Array.from({ length: 200_000 }, (_, index) => `record ${index}`).join('\n'));
  const packer = await Zstd.load();
  packer.reset();
  const half = data.length >> 1;
  const packed = Buffer.concat([
    packer.compressChunk(data.subarray(0, half)),
    packer.compressChunk(data.subarray(half)),
    packer.compressEnd(),
  ]);
  await loadCodecs([zstd]);
  expect(decompress(zstd, packed).equals(data)).toBe(true);
  expect(decompress(zstd, Buffer.from(packer.compress(data))).equals(data)).toBe(true);
});
