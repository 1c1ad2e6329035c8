import type { HdfsUsage } from '../hdfs/usage.js';
import type { HdfsEntry } from '../hdfs/file-status.js';
import { bytes } from './quantities.js';
import { table } from './table.js';

/** A listing; directories end in a slash and have no size. */
export function hdfsTable(entries: HdfsEntry[]): string {
  return table(
    ['permission', 'owner', 'size', 'modified', 'path'],
    entries.map((entry) => [
      `${entry.type === 'directory' ? 'd' : '-'}${entry.permission}`,
      entry.owner,
      entry.type === 'directory' ? '-' : bytes(entry.bytes),
      entry.modified.slice(0, 19).replace('T', ' '),
      entry.path + (entry.type === 'directory' ? '/' : ''),
    ]),
  );
}

/** What paths hold, with everything below them. */
export function usageTable(usage: HdfsUsage[]): string {
  return table(
    ['size', 'files', 'path'],
    usage.map(({ path, bytes: size, files }) => [bytes(size), String(files), path]),
  );
}
