import { parseTime } from '../../shared/duration.js';
import { JsonNumber, writeJson, type Json } from '../records/json.js';
import type { LogicalType } from './avro-logical.js';
import type { AvroType } from './avro-type.js';

/**
 * The value of a logical type that was given in its readable form. The raw forms of decimals and durations are strings as
 * well, so only numbers count as readable decimals, and durations are raw.
 * @returns undefined for any other form
 */
export function logicalFromText(
  { underlyingType: { typeName, size } }: AvroType,
  { name, scale }: LogicalType,
  json: Json,
): unknown {
  if (name === 'decimal') {
    const text = decimalDigits(json);
    return text === undefined
      ? undefined
      : decimalBytes(text, scale, typeName === 'fixed' ? size : undefined);
  }
  if (typeof json !== 'string') return undefined;
  if (typeName === 'fixed') {
    return name === 'uuid' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(json)
      ? Buffer.from(json.replaceAll('-', ''), 'hex')
      : undefined;
  }
  const value = timeValue(name, json);
  return typeName === 'int' && value !== undefined ? Number(value) : value;
}

const time = /^(?:(\d{4}-\d{2}-\d{2})T?)?(?:(\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?)?(Z?)$/;

function timeValue(name: string, text: string): bigint | undefined {
  const [, day, clock, fraction = '', zone] = time.exec(text) ?? [];
  if (name === 'date') return day === undefined || clock !== undefined ? undefined : daysOf(day);
  const [, kind = '', unit = ''] =
    /^(time|timestamp|local-timestamp)-(millis|micros|nanos)$/.exec(name) ?? [];
  const digits = { millis: 3, micros: 6, nanos: 9 }[unit];
  if (digits === undefined || clock === undefined || fraction.length > digits) return undefined;
  if ((kind === 'time') !== (day === undefined) || (kind === 'timestamp') !== (zone === 'Z'))
    return undefined;
  const ms = parseTime(`${day ?? '1970-01-01'}T${clock}Z`);
  if (Number.isNaN(ms)) return undefined;
  return BigInt(ms / 1000) * 10n ** BigInt(digits) + BigInt(fraction.padEnd(digits, '0'));
}

function daysOf(day: string): bigint | undefined {
  const ms = parseTime(day);
  return Number.isNaN(ms) ? undefined : BigInt(ms / 86_400_000);
}

/**
 * Whether text was meant as a decimal number, not as its bytes: the bytes of hardly any number spell one. To take it for bytes
 * would write another number, and say nothing.
 */
export function looksLikeDecimal({ name }: LogicalType, json: Json): boolean {
  return name === 'decimal' && typeof json === 'string' && /^-?(\d+\.\d+|\d{4,})$/.test(json);
}

/** The digits of a number without an exponent; undefined for anything else. */
function decimalDigits(json: Json): string | undefined {
  if (typeof json !== 'number' && typeof json !== 'bigint' && !(json instanceof JsonNumber)) return undefined;
  const text = writeJson(json);
  return /^-?\d+(\.\d+)?$/.test(text) ? text : undefined;
}

/** Big-endian two's complement of the shortest length, or of a given one; undefined for what does not fit. */
function decimalBytes(text: string, scale: number, size: number | undefined): Buffer | undefined {
  const [whole = '', fraction = ''] = text.split('.');
  const digits = fraction.replace(/0+$/, '');
  if (digits.length > scale) return undefined;
  const unscaled = BigInt(whole + digits.padEnd(scale, '0'));
  const magnitude = unscaled < 0n ? -unscaled - 1n : unscaled;
  const length = Math.floor(magnitude === 0n ? 0 : magnitude.toString(2).length / 8) + 1;
  if (size !== undefined && length > size) return undefined;
  const bytes = size ?? length;
  return Buffer.from(
    BigInt.asUintN(bytes * 8, unscaled)
      .toString(16)
      .padStart(bytes * 2, '0'),
    'hex',
  );
}
