import { isJsonObject, JsonNumber, type Json } from '../records/json.js';
import { isId } from './hints.js';
import { int64, type Shape } from './shape.js';

/** The shape of records like this one. Numbers stay in their order of magnitude, strings in their format. Pure. */
export function shapeOfExample(value: Json): Shape {
  if (value === null) return { kind: 'null' };
  if (typeof value === 'boolean') return { kind: 'boolean' };
  if (typeof value === 'string') return ofText(value);
  if (Array.isArray(value)) return ofList(value);
  if (isJsonObject(value)) {
    const fields = Object.entries(value).map(([name, field]) => ({
      name,
      shape: isId(name) && Number.isInteger(field) && Number(field) >= 0 ? int64 : shapeOfExample(field),
      optional: false,
    }));
    return { kind: 'record', fields };
  }
  return ofNumber(value instanceof JsonNumber ? value.text : String(value));
}

function ofNumber(text: string): Shape {
  const value = Number(text);
  const decimals = text.split('.')[1]?.length ?? 0;
  const size = 10 ** Math.max(1, Math.ceil(Math.log10(Math.abs(value) + 1)));
  const [min, max] = value < 0 ? [-size, 0] : [0, size - 1];
  return decimals === 0 && Number.isInteger(value)
    ? {
        kind: 'integer',
        min: Math.max(min, Number.MIN_SAFE_INTEGER),
        max: Math.min(max, Number.MAX_SAFE_INTEGER),
      }
    : { kind: 'number', min, max, decimals: Math.min(decimals, 9) };
}

function ofList(list: Json[]): Shape {
  const [first] = list;
  if (first === undefined) return { kind: 'array', items: { kind: 'null' }, min: 0, max: 0 };
  return { kind: 'array', items: shapeOfExample(first), min: 1, max: Math.max(3, list.length) };
}

const formats: [RegExp, string][] = [
  [/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i, 'uuid'],
  [/^[^@\s]+@[^@\s]+\.[^@\s]+$/, 'email'],
  [/^https?:\/\//, 'uri'],
  [/^\d{1,3}(\.\d{1,3}){3}$/, 'ipv4'],
];

function ofText(text: string): Shape {
  const [, format] = formats.find(([pattern]) => pattern.test(text)) ?? [];
  if (format !== undefined) return { kind: 'text', format };
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return { kind: 'time', of: 'date', digits: 0 };
  const [, clock, fraction = '', zone] =
    /^\d{4}-\d{2}-\d{2}T(\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z?)$/.exec(text) ?? [];
  if (clock !== undefined) {
    const digits = fraction === '' ? 0 : fraction.length <= 3 ? 3 : fraction.length <= 6 ? 6 : 9;
    return { kind: 'time', of: zone === 'Z' ? 'timestamp' : 'local-timestamp', digits };
  }
  // A code such as ORD-1042 keeps its letters.
  const isCode = /^[\p{L}\d]+([-_./:][\p{L}\d]+)*$/u.test(text) && /\d/.test(text);
  return { kind: 'text', ...(isCode && { like: text }) };
}
