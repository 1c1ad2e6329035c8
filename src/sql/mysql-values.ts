/** What decides how a column's values are written: the protocol's type and character set. */
export interface MysqlColumn {
  columnType?: number | undefined;
  characterSet?: number | undefined;
}

/** The character set `binary`: of bytes, and of numbers and dates. */
const binaryCharset = 63;
/** BIT, the four BLOBs, VAR_STRING, STRING and GEOMETRY of the protocol. */
const byteTypes = new Set([16, 249, 250, 251, 252, 253, 254, 255]);

/** What mysql2 gives for each value of a row: reads it from the packet as text or as bytes. */
export interface MysqlValue {
  string: (encoding: string) => string | null;
  buffer: () => Buffer | null;
}

/**
 * Reads values as text: bytes in SQL's hexadecimal notation, all else as the server wrote it. Decided by type: one form per
 * column.
 * @returns to be called for each value of each row in order
 */
export function mysqlTexts(columns: MysqlColumn[]): (value: MysqlValue) => string | null {
  const hexadecimal = columns.map(
    ({ columnType, characterSet }) => characterSet === binaryCharset && byteTypes.has(columnType ?? -1),
  );
  let column = 0;
  return (value) => {
    const isHexadecimal = hexadecimal[column] === true;
    column = (column + 1) % columns.length;
    if (!isHexadecimal) return value.string('utf8');
    const bytes = value.buffer();
    return bytes && `0x${bytes.toString('hex')}`;
  };
}
