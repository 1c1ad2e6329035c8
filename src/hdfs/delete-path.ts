import * as z from 'zod/mini';
import { askNameNode } from './webhdfs.js';

/** Deletes a file or a directory. @returns whether it existed */
export async function deletePath(
  url: string,
  path: string,
  { recursive, signal }: { recursive: boolean; signal?: AbortSignal },
): Promise<boolean> {
  const parameters = { recursive: String(recursive) };
  const answer = await askNameNode(url, z.object({ boolean: z.boolean() }), {
    method: 'DELETE',
    op: 'DELETE',
    path,
    parameters,
    signal,
  });
  return answer.boolean;
}
