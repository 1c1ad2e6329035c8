/** A type as the driver describes it; `info` holds the types of its parts. */
export interface CqlType {
  code: number;
  info?: unknown;
}

const set = 0x0022;

/** A value as CQL writes it; text on its own is not quoted. null for null. Pure. */
export function cqlText(value: unknown, type?: CqlType): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : literal(value, type);
}

function literal(value: unknown, type?: CqlType): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (Buffer.isBuffer(value)) return `0x${value.toString('hex')}`;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return list(value as ArrayLike<unknown>, type);
  if (isTuple(value)) return `(${Array.from(value.elements, (one) => literal(one)).join(', ')})`;
  if (isPlain(value)) {
    const entries = Object.entries(value).map(([key, one]) => `${key}: ${literal(one)}`);
    return `{${entries.join(', ')}}`;
  }
  // Numbers, and the driver's own types: Long, Uuid, BigDecimal, LocalDate, InetAddress …
  return `${value as number}`;
}

function list(values: ArrayLike<unknown>, type?: CqlType): string {
  const text = Array.from(values, (one) => literal(one)).join(', ');
  return type?.code === set ? `{${text}}` : `[${text}]`;
}

function isTuple(value: unknown): value is { elements: unknown[] } {
  return (
    typeof value === 'object' && value !== null && Array.isArray((value as { elements?: unknown }).elements)
  );
}

/** A map or a value of a user-defined type. */
function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
