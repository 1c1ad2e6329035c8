import { uploadTo } from './webhdfs.js';

export interface WriteOptions {
  overwrite?: boolean;
  signal?: AbortSignal | undefined;
}

/**
 * Writes a file from its parts as they come, with the directories above it.
 * A break in the middle leaves the part that had come as a complete file: `put` writes beside the target for that.
 * @returns its length in bytes
 */
export async function writeFile(
  url: string,
  path: string,
  parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { overwrite = false, signal }: WriteOptions = {},
): Promise<number> {
  let length = 0;
  async function* counted() {
    for await (const part of parts) {
      length += part.length;
      yield part;
    }
  }
  const operation = {
    method: 'PUT',
    op: 'CREATE',
    path,
    parameters: { overwrite: String(overwrite) },
    signal,
  } as const;
  await uploadTo(url, operation, counted());
  return length;
}
