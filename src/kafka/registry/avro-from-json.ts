import { StreamkitError } from '../../shared/errors.js';
import { isJsonObject, JsonNumber, writeJson, type Json } from '../records/json.js';
import { logicalFromText, looksLikeDecimal } from './avro-logical-text.js';
import type { AvroSchema, AvroType } from './avro-type.js';

/** A place in a value, and the defaults of the schema for fields that are missing. */
interface Place {
  path: string;
  defaults: AvroSchema['defaults'];
}

/**
 * The Avro value that some JSON stands for, in any of the forms in which values are shown: unions may name their branch or
 * not, logical types may be readable or raw, and a field with a default may be missing. Pure.
 * @throws StreamkitError USAGE that names the field that does not fit
 */
export function avroFromJson({ type, defaults }: AvroSchema, json: Json): unknown {
  return valueFromJson(type, json, { path: '', defaults });
}

function valueFromJson(type: AvroType, json: Json, place: Place): unknown {
  const unfit = () => misfit(place.path, `expected ${nameOf(type)}, got ${shown(json)}`);
  if (type.logical) {
    if (looksLikeDecimal(type.logical, json))
      throw misfit(place.path, `a decimal is written as a number, without quotes, not as ${shown(json)}`);
    const value = logicalFromText(type, type.logical, json);
    if (value === undefined && type.logical.name === 'decimal' && isNumber(json)) {
      const { scale } = type.logical;
      throw misfit(place.path, `${shown(json)} does not fit a decimal with ${scale} digits after the point`);
    }
    return value ?? valueFromJson(type.underlyingType, json, place);
  }
  switch (type.typeName) {
    case 'record':
      if (!isJsonObject(json)) throw unfit();
      return recordFromJson(type, json, place);
    case 'array': {
      if (!Array.isArray(json)) throw unfit();
      const items = type.itemsType;
      return json.map((item, index) =>
        valueFromJson(items, item, { ...place, path: `${place.path}[${index}]` }),
      );
    }
    case 'map': {
      if (!isJsonObject(json)) throw unfit();
      const values = type.valuesType;
      const entries = Object.entries(json);
      return Object.fromEntries(
        entries.map(([name, item]) => [name, valueFromJson(values, item, below(place, name))]),
      );
    }
    case 'union:wrapped':
      return unionFromJson(type, json, place);
    default: {
      const value = scalar(type, json);
      if (value === undefined || !type.isValid(value)) throw unfit();
      return value;
    }
  }
}

function recordFromJson(type: AvroType, json: Record<string, Json>, place: Place): unknown {
  const unknown = Object.keys(json).find((name) => !type.fields.some((field) => field.name === name));
  if (unknown !== undefined) throw misfit(below(place, unknown).path, `the schema has no such field`);
  return Object.fromEntries(
    type.fields.map((field) => {
      const at = below(place, field.name);
      const given = json[field.name];
      const value = given === undefined ? place.defaults.get(`${type.name}.${field.name}`) : given;
      if (value === undefined) throw misfit(at.path, 'is missing');
      return [field.name, valueFromJson(field.type, value, at)];
    }),
  );
}

function unionFromJson(type: AvroType, json: Json, place: Place): unknown {
  const all = type.types;
  if (json === null && all.some(({ typeName }) => typeName === 'null')) return null;
  const [name, inner] =
    isJsonObject(json) && Object.keys(json).length === 1 ? (Object.entries(json)[0] ?? []) : [];
  const named = all.find(({ branchName }) => branchName === name);
  if (named?.branchName !== undefined && inner !== undefined) {
    return { [named.branchName]: valueFromJson(named, inner, place) };
  }
  const isOptional = all.length === 2 && all.some(({ typeName }) => typeName === 'null');
  for (const branch of all) {
    if (branch.typeName === 'null' || branch.branchName === undefined) continue;
    try {
      return { [branch.branchName]: valueFromJson(branch, json, place) };
    } catch (error) {
      // The next branch may fit; where only null is beside it, its own complaint says most.
      if (!(error instanceof StreamkitError) || isOptional) throw error;
    }
  }
  throw misfit(place.path, `expected one of ${all.map(nameOf).join(', ')}, got ${shown(json)}`);
}

function scalar(type: AvroType, json: Json): unknown {
  switch (type.typeName) {
    case 'abstract:long': // avsc's name for a long that is read as something else than a double
      return typeof json === 'number' && Number.isSafeInteger(json) ? BigInt(json) : json;
    case 'bytes':
    case 'fixed':
      return typeof json === 'string' ? latin1(json) : undefined;
    case 'float':
    case 'double':
      if (json === 'NaN' || json === 'Infinity' || json === '-Infinity') return Number(json);
      return typeof json === 'bigint' || json instanceof JsonNumber ? Number(writeJson(json)) : json;
    default:
      return json;
  }
}

/** The bytes of a string of one character per byte, or undefined for one with other characters in it. */
function latin1(text: string): Buffer | undefined {
  const data = Buffer.from(text, 'latin1');
  return data.toString('latin1') === text ? data : undefined;
}

function nameOf(type: AvroType): string {
  return type.branchName ?? type.typeName;
}

function below(place: Place, name: string): Place {
  return { ...place, path: place.path === '' ? name : `${place.path}.${name}` };
}

function shown(json: Json): string {
  return writeJson(json).slice(0, 60);
}

function isNumber(json: Json): boolean {
  return typeof json === 'number' || typeof json === 'bigint' || json instanceof JsonNumber;
}

function misfit(path: string, text: string): StreamkitError {
  return new StreamkitError('USAGE', path === '' ? text : `${path}: ${text}`);
}
