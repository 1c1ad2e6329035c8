import type { SqlPart, SqlResult } from '../sql/client.js';
import type { Output } from './output.js';
import type { SqlJson } from './sql-json.js';
import { liveTable, sqlCsvPart, sqlTable } from './sql-results.js';

/**
 * The results of a statement: CSV, and rows without an end, as they arrive; a table needs all rows for its widths.
 * @returns false when nobody reads any more
 */
export async function writeResults(
  parts: AsyncIterable<SqlPart>,
  csv: boolean,
  output: Output,
): Promise<boolean> {
  const write = async (text: string) => output.write(Buffer.from(text));
  let live: ReturnType<typeof liveTable> | undefined;
  const whole: SqlResult[] = [];
  for await (const part of parts) {
    if (csv) {
      if (!(await write(sqlCsvPart(part)))) return false;
    } else if ('columns' in part && part.live === true) {
      live = liveTable(part.columns);
      if (!(await write(live.head))) return false;
    } else if (live && 'rows' in part) {
      if (!(await write(part.rows.map(live.line).join('')))) return false;
    } else if ('columns' in part) {
      whole.push({ ...part, rows: [] });
    } else {
      whole.at(-1)?.rows.push(...part.rows);
    }
  }
  for (const result of whole) if (!(await write(`${sqlTable(result)}\n`))) return false;
  return true;
}

/** The results of a statement as a part of a document, as they arrive. @returns false when nobody reads any more */
export async function writeJson(
  parts: AsyncIterable<SqlPart>,
  document: SqlJson,
  output: Output,
): Promise<boolean> {
  for await (const part of parts) if (!(await output.write(Buffer.from(document.part(part))))) return false;
  return true;
}
