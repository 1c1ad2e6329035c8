import { JsonNumber } from '../records/json.js';

/** How a logical type of Avro is written for people; the raw form is the type underneath it. */

export interface LogicalType {
  name: string;
  /** Digits after the decimal point of a decimal. */
  scale: number;
}

export const logicalTypeNames = [
  'date',
  'time-millis',
  'time-micros',
  'timestamp-millis',
  'timestamp-micros',
  'timestamp-nanos',
  'local-timestamp-millis',
  'local-timestamp-micros',
  'local-timestamp-nanos',
  'decimal',
  'uuid',
  'duration',
];

const dayMs = 86_400_000;

/**
 * A value as readable text (dates and times in ISO 8601, UTC), or a decimal number with all its digits.
 * @param value as avsc reads it: a number, a bigint or bytes
 * @returns undefined for a logical type that is unknown or does not fit its value; the raw form is then shown
 */
export function readableLogical(
  { name, scale }: LogicalType,
  value: unknown,
): string | JsonNumber | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return readableTime(name, BigInt(value));
  if (!Buffer.isBuffer(value)) return undefined;
  if (name === 'decimal') return new JsonNumber(decimalText(value, scale));
  if (name === 'uuid' && value.length === 16) return uuidText(value);
  if (name === 'duration' && value.length === 12) return durationText(value);
  return undefined;
}

function readableTime(name: string, value: bigint): string | undefined {
  switch (name) {
    case 'date':
      return isoTime(value * BigInt(dayMs), 1000n, 3)?.slice(0, -'T00:00:00.000'.length);
    case 'time-millis':
      return timeOfDay(value, 1000n, 3);
    case 'time-micros':
      return timeOfDay(value, 1_000_000n, 6);
    default: {
      const [, local, unit = ''] = /^(local-)?timestamp-(millis|micros|nanos)$/.exec(name) ?? [];
      const digits = { millis: 3, micros: 6, nanos: 9 }[unit];
      if (digits === undefined) return undefined;
      const time = isoTime(value, 10n ** BigInt(digits), digits);
      return time === undefined || local !== undefined ? time : `${time}Z`;
    }
  }
}

function timeOfDay(value: bigint, perSecond: bigint, digits: number): string | undefined {
  if (value < 0n || value >= 86_400n * perSecond) return undefined;
  return isoTime(value, perSecond, digits)?.slice('1970-01-01T'.length);
}

/** Without the time zone; undefined outside the years that a Date can hold. */
function isoTime(value: bigint, perSecond: bigint, digits: number): string | undefined {
  const fraction = ((value % perSecond) + perSecond) % perSecond;
  const date = new Date(Number((value - fraction) / perSecond) * 1000);
  if (Number.isNaN(date.getTime())) return undefined;
  return `${date.toISOString().slice(0, -'.000Z'.length)}.${String(fraction).padStart(digits, '0')}`;
}

/** Big-endian two's complement, divided by a power of ten. */
function decimalText(data: Buffer, scale: number): string {
  const unscaled =
    data.length === 0 ? 0n : BigInt.asIntN(data.length * 8, BigInt(`0x${data.toString('hex')}`));
  if (scale === 0) return String(unscaled);
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function uuidText(data: Buffer): string {
  return data.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Months, days and milliseconds, little-endian; as an ISO 8601 duration. */
function durationText(data: Buffer): string {
  const [months, days, ms] = [0, 4, 8].map((at) => data.readUInt32LE(at));
  return `P${months}M${days}DT${(ms ?? 0) / 1000}S`;
}
