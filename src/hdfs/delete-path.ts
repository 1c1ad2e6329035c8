import { askNameNode } from './webhdfs.js';

/** Deletes a file or a directory. @returns whether there was one */
export async function deletePath(
  url: string,
  path: string,
  { recursive }: { recursive: boolean },
): Promise<boolean> {
  const parameters = { recursive: String(recursive) };
  const answer = await askNameNode<{ boolean: boolean }>(url, {
    method: 'DELETE',
    op: 'DELETE',
    path,
    parameters,
  });
  return answer.boolean;
}
