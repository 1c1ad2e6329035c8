/** What decides how a column's values are written: the protocol's type and character set. */
export interface MysqlColumn {
  columnType?: number | undefined;
  characterSet?: number | undefined;
}

/** The character set `binary`: of bytes, and of numbers and dates. */
const binaryCharset = 63;
/** BIT, the four BLOBs, VAR_STRING, STRING and GEOMETRY of the protocol. */
const byteTypes = new Set([16, 249, 250, 251, 252, 253, 254, 255]);

/** Rows as text: bytes in SQL's hexadecimal notation, all else as the server wrote it. Decided by type: one form per column. */
export function mysqlTexts(columns: MysqlColumn[]): (row: (Buffer | null)[]) => (string | null)[] {
  const encodings = columns.map(({ columnType, characterSet }) =>
    characterSet === binaryCharset && byteTypes.has(columnType ?? -1) ? 'hex' : 'utf8',
  );
  return (row) =>
    row.map((value, i) => {
      if (value === null) return null;
      return encodings[i] === 'hex' ? `0x${value.toString('hex')}` : value.toString('utf8');
    });
}
