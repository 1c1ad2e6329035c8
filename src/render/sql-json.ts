import type { SqlPart, SqlRow } from '../sql/client.js';

/** The results of a script as one JSON document, in pieces as they arrive: memory does not grow with the rows. */
export class SqlJson {
  private results = 0;
  private rows = 0;

  /** The text of the next part; the first one begins the document. */
  part(part: SqlPart): string {
    if ('rows' in part) return part.rows.map((row) => this.row(row)).join('');
    const before = this.results === 0 ? '{\n  "results": [' : `${this.endOfResult()},`;
    this.results++;
    this.rows = 0;
    const affected = part.affected === undefined ? '' : `\n      "affected": ${part.affected},`;
    return `${before}\n    {\n      "columns": ${JSON.stringify(part.columns)},${affected}\n      "rows": [`;
  }

  /** The end of the document. @param error what ended the script early, beside the results before it */
  end(error?: object): string {
    const results = this.results === 0 ? '{\n  "results": []' : `${this.endOfResult()}\n  ]`;
    const more =
      error === undefined
        ? ''
        : `,\n  "error": ${JSON.stringify(error, undefined, 2).replaceAll('\n', '\n  ')}`;
    return `${results}${more}\n}\n`;
  }

  private row(row: SqlRow): string {
    return `${this.rows++ === 0 ? '' : ','}\n        ${JSON.stringify(row)}`;
  }

  private endOfResult(): string {
    return `${this.rows === 0 ? '' : '\n      '}]\n    }`;
  }
}
