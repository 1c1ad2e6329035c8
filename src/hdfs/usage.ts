import * as z from 'zod/mini';
import { askNameNode } from './webhdfs.js';

/** How much a path holds, with everything below it. */
export interface HdfsUsage {
  path: string;
  /** Of one copy. */
  bytes: number;
  files: number;
  directories: number;
}

const summaryShape = z.object({
  ContentSummary: z.object({ length: z.number(), fileCount: z.number(), directoryCount: z.number() }),
});

/** @throws StreamkitError NOT_FOUND */
export async function usageOf(url: string, path: string, signal: AbortSignal): Promise<HdfsUsage> {
  const { ContentSummary: summary } = await askNameNode(url, summaryShape, {
    method: 'GET',
    op: 'GETCONTENTSUMMARY',
    path,
    signal,
  });
  const { length, fileCount, directoryCount } = summary;
  return { path, bytes: length, files: fileCount, directories: directoryCount };
}
