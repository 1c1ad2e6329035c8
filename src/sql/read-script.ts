import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { StreamkitError } from '../shared/errors.js';
import { requireFile } from '../shared/input-file.js';

/** The text of an SQL script. @throws StreamkitError USAGE for anything but UTF-8: it is never sent damaged */
export async function readScript(file: string | undefined): Promise<string> {
  if (file === undefined) return scriptText(await buffer(process.stdin), 'stdin');
  await requireFile(file, '--file');
  return scriptText(await readFile(file), `--file ${file}`);
}

/** Pure. @param named what the text is, for the error */
export function scriptText(bytes: Buffer, named: string): string {
  if (isUtf8(bytes)) return bytes.toString('utf8').replace(/^\uFEFF/, '');
  throw new StreamkitError('USAGE', `${named} is not UTF-8 text: see line ${badLine(bytes)}.`, {
    suggestions: [
      'Convert it: iconv -f LATIN1 -t UTF-8 OLD.sql > NEW.sql',
      'A dump with BLOB columns is text when it is made with: mysqldump --hex-blob',
    ],
  });
}

/** The first line, from 1, that is not UTF-8. */
function badLine(bytes: Buffer): number {
  let line = 1;
  for (let start = 0; ; line++) {
    const end = bytes.indexOf(0x0a, start);
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
  }
}
