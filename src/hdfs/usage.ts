import { askNameNode } from './webhdfs.js';

/** How much a path holds, with everything below it. */
export interface HdfsUsage {
  path: string;
  /** Of one copy. */
  bytes: number;
  files: number;
  directories: number;
}

interface ContentSummary {
  length: number;
  fileCount: number;
  directoryCount: number;
}

/** @throws StreamkitError NOT_FOUND */
export async function usageOf(url: string, path: string, signal: AbortSignal): Promise<HdfsUsage> {
  const { ContentSummary: summary } = await askNameNode<{ ContentSummary: ContentSummary }>(url, {
    method: 'GET',
    op: 'GETCONTENTSUMMARY',
    path,
    signal,
  });
  const { length, fileCount, directoryCount } = summary;
  return { path, bytes: length, files: fileCount, directories: directoryCount };
}
