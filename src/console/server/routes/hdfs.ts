import { isUtf8 } from 'node:buffer';
import { webHdfsUrl } from '../../../hdfs/endpoint.js';
import { fileStatus, listPath } from '../../../hdfs/file-status.js';
import { openFile } from '../../../hdfs/open-file.js';
import { hdfsPath, nameOf } from '../../../hdfs/path.js';
import { remove } from '../../../hdfs/remove.js';
import { expectConfirmation } from '../body.js';
import { Download } from '../download.js';
import type { Call, Route } from '../router.js';

const mostEntries = 1000;
const previewBytes = 64 * 1024;

/** All with `?path=`. */
export const hdfsRoutes: Route[] = [
  { method: 'GET', path: 'hdfs', run: list },
  { method: 'GET', path: 'hdfs/preview', run: preview },
  { method: 'GET', path: 'hdfs/download', run: download },
  {
    method: 'DELETE',
    path: 'hdfs',
    async run(call) {
      expectConfirmation(call.body, path(call));
      await remove(webHdfsUrl(call.session), path(call), { recursive: true });
      return { deleted: path(call) };
    },
  },
];

/** A directory's entries in pages: `?from=` says how many to skip. */
async function list(call: Call): Promise<unknown> {
  const url = webHdfsUrl(call.session);
  const status = await fileStatus(url, path(call));
  if (status.type === 'file') return { ...status, entries: [], total: 0 };
  const from = Math.max(0, Number(call.query.get('from') ?? 0) || 0);
  const entries = await listPath(url, path(call));
  return { ...status, entries: entries.slice(from, from + mostEntries), total: entries.length };
}

/** The first 64 kB of a file: as text where they are UTF-8, else in hexadecimal. */
async function preview(call: Call): Promise<unknown> {
  const { session } = call;
  const parts: Uint8Array[] = [];
  let size = 0;
  const enough = new AbortController();
  const signal = AbortSignal.any([session.signal, enough.signal]);
  for await (const part of await openFile(webHdfsUrl(session), path(call), { signal })) {
    parts.push(part);
    size += part.length;
    if (size >= previewBytes) break;
  }
  enough.abort();
  const bytes = Buffer.concat(parts).subarray(0, previewBytes);
  // The cut may go through a character, which has at most four bytes.
  const isText = [0, 1, 2, 3].some((cut) => isUtf8(bytes.subarray(0, bytes.length - cut)));
  const text = isText ? bytes.toString().replace(/\uFFFD+$/, '') : bytes.toString('hex');
  return { form: isText ? 'text' : 'hex', text, cut: size > previewBytes };
}

async function download(call: Call): Promise<Download> {
  const { session } = call;
  const parts = await openFile(webHdfsUrl(session), path(call), { signal: session.signal });
  return new Download(nameOf(path(call)), 'application/octet-stream', parts);
}

function path({ query }: Call): string {
  return hdfsPath(query.get('path') ?? '/');
}
