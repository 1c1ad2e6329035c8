/** A column of HiveServer2's answer (TColumn in TCLIService.thrift): one of its lists is set, by the values' type. */
export type HiveColumn = Record<
  string,
  { values: unknown[]; nulls?: Buffer | string | null } | null | undefined
>;

/** The rows of some columns, as text in Hive's own notation. Pure. */
export function hiveRows(columns: HiveColumn[] | null): (string | null)[][] {
  const texts = (columns ?? []).map(columnTexts);
  return (texts[0] ?? []).map((_, row) => texts.map((column) => column[row] ?? null));
}

function columnTexts(column: HiveColumn): (string | null)[] {
  const [type, list] = Object.entries(column).find(([, values]) => values) ?? [];
  if (!list) return [];
  const nulls = typeof list.nulls === 'string' ? Buffer.from(list.nulls, 'binary') : list.nulls;
  return list.values.map((value, row) => (isNull(nulls, row) ? null : textOf(type ?? '', value)));
}

/** One bit a row, lowest first; trailing zero bytes are left out. */
function isNull(nulls: Buffer | null | undefined, row: number): boolean {
  return (((nulls?.[row >> 3] ?? 0) >> (row & 7)) & 1) === 1;
}

function textOf(type: string, value: unknown): string {
  if (type === 'doubleVal') return javaDouble(value as number);
  if (type === 'i64Val') return longText(value as { buffer: Buffer; offset: number });
  if (Buffer.isBuffer(value)) return value.toString('utf8');
  return String(value);
}

/** node-int64 holds eight bytes, since a number could not. */
function longText({ buffer, offset }: { buffer: Buffer; offset: number }): string {
  return buffer.readBigInt64BE(offset).toString();
}

/** As `Double.toString` writes it, and so Hive: 1.0, 1.0E7, 1.5E-4. */
function javaDouble(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return String(value);
  if (size === 0 || (size >= 1e-3 && size < 1e7))
    return withFraction(Object.is(value, -0) ? '-0' : String(value));
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  return `${withFraction(mantissa)}E${exponent.replace('+', '')}`;
}

function withFraction(digits: string): string {
  return digits.includes('.') ? digits : `${digits}.0`;
}
