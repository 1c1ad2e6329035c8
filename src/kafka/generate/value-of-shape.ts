import { StreamkitError } from '../../shared/errors.js';
import { JsonNumber, type Json } from '../records/json.js';
import { annotatedValue } from './annotated-value.js';
import { numberHint, singular } from './hints.js';
import type { Moment } from './moment.js';
import type { Shape, ShapeField } from './shape.js';
import { textOf } from './text-of-shape.js';

/** How deep a type that contains itself is followed. */
const deepest = 3;

export interface Place {
  /** Of the field, for hints. */
  name: string;
  /** For messages: `customer.address`. */
  path: string;
  depth: number;
  /** Write which branch of a union a value has, as Avro's JSON does. */
  namedBranches: boolean;
}

/**
 * A value of a shape.
 * @throws StreamkitError USAGE for an annotation or a pattern that cannot be used
 */
export function valueOf(shape: Shape, moment: Moment, place: Place): Json {
  const { faker } = moment;
  if (shape.annotation) return annotatedValue(shape, shape.annotation, moment, place.path);
  switch (shape.kind) {
    case 'null':
      return null;
    case 'boolean':
      return faker.datatype.boolean();
    case 'integer':
      return integerOf(shape, moment, place);
    case 'number':
      return numberOf(shape, moment, place);
    case 'text':
      return textOf(shape, moment, place);
    case 'bytes':
      return bytesOf(shape, moment);
    case 'time':
      return timeOf(shape, moment, place);
    case 'enum':
      return shape.values.length === 0 ? null : faker.helpers.arrayElement(shape.values);
    case 'record':
      return recordOf(shape.fields, moment, place);
    case 'named':
      return valueOf(shape.to(), moment, { ...place, depth: place.depth + 1 });
    default:
      return nestedOf(shape, moment, place);
  }
}

/** Lists, maps and unions, which end types that contain themselves. */
function nestedOf(shape: Shape & { kind: 'array' | 'map' | 'choice' }, moment: Moment, place: Place): Json {
  const { faker } = moment;
  const below = { ...place, depth: place.depth + 1 };
  const isDeep = place.depth >= deepest;
  if (shape.kind === 'array') {
    const length = isDeep ? 0 : faker.number.int({ min: shape.min, max: shape.max });
    return Array.from({ length }, () =>
      valueOf(shape.items, moment, { ...below, name: singular(place.name) }),
    );
  }
  if (shape.kind === 'map') {
    const length = isDeep ? 0 : faker.number.int({ min: 1, max: 3 });
    const keyOf = {
      text: () => faker.word.noun(),
      integer: () => String(faker.number.int(1000)),
      boolean: () => 'true',
    };
    return Object.fromEntries(
      Array.from({ length }, () => [keyOf[shape.keys](), valueOf(shape.values, moment, below)]),
    );
  }
  const isNull = (one: (typeof shape.branches)[number]) => one.shape.kind === 'null';
  const nothing = shape.branches.find(isNull);
  const others = shape.branches.filter((one) => !isNull(one));
  if (nothing && (isDeep || others.length === 0 || faker.number.int(9) === 0)) return null;
  const branch = faker.helpers.arrayElement(others);
  const value = valueOf(branch.shape, moment, { ...below, depth: place.depth });
  return branch.name !== undefined && place.namedBranches ? { [branch.name]: value } : value;
}

function recordOf(fields: ShapeField[], moment: Moment, place: Place): Json {
  const { faker } = moment;
  if (place.depth > 4 * deepest) throw endless(place);
  const chosen = new Map<string, string>();
  for (const group of new Set(fields.map((field) => field.group)))
    if (group !== undefined)
      chosen.set(group, faker.helpers.arrayElement(fields.filter((field) => field.group === group)).name);
  const record: Record<string, Json> = {};
  const isDeep = place.depth >= deepest;
  for (const { name, shape, optional, omittable = false, group } of fields) {
    if (group !== undefined && chosen.get(group) !== name) continue;
    if (isDeep ? optional || omittable : optional && faker.number.int(9) === 0) continue;
    const path = place.path === '' ? name : `${place.path}.${name}`;
    record[name] = valueOf(shape, moment, { ...place, name, path });
  }
  return record;
}

function endless({ path }: Place): StreamkitError {
  return new StreamkitError('USAGE', `${path}: a record of this type always contains another one.`);
}

function integerOf(shape: Shape & { kind: 'integer' }, moment: Moment, { name }: Place): number {
  const { min, max } = shape;
  const hinted = numberHint(name, moment);
  // A number of seconds where milliseconds do not fit, as in 32 bits.
  for (const value of hinted === undefined ? [] : [Math.round(hinted), Math.floor(hinted / 1000)])
    if (value >= min && value <= max && value !== 0) return value;
  const isWide = max - min > 1_000_000 && shape.bounded !== true;
  const [low, high] = isWide ? [Math.max(min, 0), Math.min(Math.max(min, 0) + 1000, max)] : [min, max];
  return moment.faker.number.int({ min: low, max: Math.max(low, high) });
}

function numberOf(shape: Shape & { kind: 'number' }, moment: Moment, { name }: Place): Json {
  const { decimals = 2 } = shape;
  const low = shape.min ?? (shape.max !== undefined && shape.max < 0 ? shape.max - 1000 : 0);
  const high = shape.max ?? low + 1000;
  const hinted = numberHint(name, moment);
  const fits =
    hinted !== undefined && hinted >= (shape.min ?? -Infinity) && hinted <= (shape.max ?? Infinity);
  const wanted = fits
    ? hinted
    : moment.faker.number.float({ min: low, max: Math.min(high, Math.max(low, 0) + 100_000) });
  if (fits && shape.decimals === undefined) return wanted;
  const rounded = Math.min(high, Math.max(low, Number(wanted.toFixed(decimals))));
  const text = rounded.toFixed(decimals);
  // Digits that a double does not hold are kept as text.
  return text.replace(/\D/g, '').length <= 15 ? Number(text) : new JsonNumber(text);
}

function bytesOf({ length, encoding }: Shape & { kind: 'bytes' }, { faker }: Moment): string {
  const data = Buffer.from(Array.from({ length: length ?? 16 }, () => faker.number.int(255)));
  return data.toString(encoding);
}

function timeOf(shape: Shape & { kind: 'time' }, { faker, time }: Moment, { name }: Place): string {
  const isBirth = /birth|dob/i.test(name);
  const moment = isBirth ? faker.date.birthdate() : new Date(time);
  const [day = '', clock = ''] = moment.toISOString().split('T');
  if (shape.of === 'date') return day;
  const seconds = clock.slice(0, 8);
  const fraction = shape.digits === 0 ? '' : `.${clock.slice(9, 12).padEnd(shape.digits, '0')}`;
  const exact = `${seconds}${fraction}`;
  if (shape.of === 'time') return exact;
  return `${day}T${exact}${shape.of === 'timestamp' ? 'Z' : ''}`;
}
