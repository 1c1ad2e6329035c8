import { StreamkitError } from '../../shared/errors.js';
import { writeJson, type Json } from '../records/json.js';

/** What is looked at of avsc's types; which members there are depends on `typeName`. */
export interface AvroType {
  typeName: string;
  branchName?: string;
  fields: { name: string; type: AvroType; defaultValue: () => unknown }[];
  itemsType: AvroType;
  valuesType: AvroType;
  types: AvroType[];
  isValid: (value: unknown) => boolean;
  fromBuffer: (data: Buffer) => unknown;
  toBuffer: (value: unknown) => Buffer;
}

/**
 * An Avro value as JSON: in Avro's own JSON encoding, where a union's value names its branch (`{"string":"Jon"}`), or plain.
 * Bytes are strings of one character a byte, as Avro's encoding has them. Pure.
 * @param value as avsc reads it with wrapped unions and bigint longs
 */
export function avroToJson(type: AvroType, value: unknown, spelledOut: boolean): Json {
  switch (type.typeName) {
    case 'record': {
      const record = value as Record<string, unknown>;
      const fields = type.fields.map((field) => [
        field.name,
        avroToJson(field.type, record[field.name], spelledOut),
      ]);
      return Object.fromEntries(fields) as Json;
    }
    case 'array': {
      const items = type.itemsType;
      return (value as unknown[]).map((item) => avroToJson(items, item, spelledOut));
    }
    case 'map': {
      const values = type.valuesType;
      const entries = Object.entries(value as Record<string, unknown>);
      return Object.fromEntries(entries.map(([name, item]) => [name, avroToJson(values, item, spelledOut)]));
    }
    case 'union:wrapped': {
      if (value === null) return null;
      const [name = '', inner] = Object.entries(value as Record<string, unknown>)[0] ?? [];
      const branch = type.types.find(({ branchName }) => branchName === name);
      if (!branch) throw new Error(`the union has no branch ${name}`);
      const json = avroToJson(branch, inner, spelledOut);
      return spelledOut ? { [name]: json } : json;
    }
    case 'bytes':
    case 'fixed':
      return (value as Buffer).toString('latin1');
    case 'float':
    case 'double':
      return Number.isFinite(value) ? (value as number) : String(value);
    default:
      return value as Json;
  }
}

/**
 * The Avro value that some JSON stands for, in either of the two forms: unions may name their branch or not, and a field
 * with a default may be missing. Pure.
 * @throws StreamkitError USAGE that names the field that does not fit
 */
export function avroFromJson(type: AvroType, json: Json, path = ''): unknown {
  const unfit = () => misfit(path, `expected ${nameOf(type)}, got ${shown(json)}`);
  switch (type.typeName) {
    case 'record':
      if (!isObject(json)) throw unfit();
      return recordFromJson(type, json, path);
    case 'array': {
      if (!Array.isArray(json)) throw unfit();
      const items = type.itemsType;
      return json.map((item, index) => avroFromJson(items, item, `${path}[${index}]`));
    }
    case 'map': {
      if (!isObject(json)) throw unfit();
      const values = type.valuesType;
      const entries = Object.entries(json);
      return Object.fromEntries(
        entries.map(([name, item]) => [name, avroFromJson(values, item, below(path, name))]),
      );
    }
    case 'union:wrapped':
      return unionFromJson(type, json, path);
    default: {
      const value = scalar(type, json);
      if (value === undefined || !type.isValid(value)) throw unfit();
      return value;
    }
  }
}

function recordFromJson(type: AvroType, json: Record<string, Json>, path: string): unknown {
  const unknown = Object.keys(json).find((name) => !type.fields.some((field) => field.name === name));
  if (unknown !== undefined) throw misfit(below(path, unknown), `the schema has no such field`);
  return Object.fromEntries(
    type.fields.map((field) => {
      const value = json[field.name];
      if (value !== undefined) return [field.name, avroFromJson(field.type, value, below(path, field.name))];
      const preset: unknown = field.defaultValue();
      if (preset === undefined) throw misfit(below(path, field.name), 'is missing');
      return [field.name, preset];
    }),
  );
}

function unionFromJson(type: AvroType, json: Json, path: string): unknown {
  const all = type.types;
  if (json === null && all.some(({ typeName }) => typeName === 'null')) return null;
  const [name, inner] =
    isObject(json) && Object.keys(json).length === 1 ? (Object.entries(json)[0] ?? []) : [];
  const named = all.find(({ branchName }) => branchName === name);
  if (named?.branchName !== undefined && inner !== undefined) {
    return { [named.branchName]: avroFromJson(named, inner, path) };
  }
  const isOptional = all.length === 2 && all.some(({ typeName }) => typeName === 'null');
  for (const branch of all) {
    if (branch.typeName === 'null' || branch.branchName === undefined) continue;
    try {
      return { [branch.branchName]: avroFromJson(branch, json, path) };
    } catch (error) {
      // The next branch may fit; where only null is beside it, its own complaint says most.
      if (!(error instanceof StreamkitError) || isOptional) throw error;
    }
  }
  throw misfit(path, `expected one of ${all.map(nameOf).join(', ')}, got ${shown(json)}`);
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
      return typeof json === 'bigint' ? Number(json) : json;
    default:
      return json;
  }
}

/** The bytes of a string of one character a byte, or undefined for one with other characters in it. */
function latin1(text: string): Buffer | undefined {
  const data = Buffer.from(text, 'latin1');
  return data.toString('latin1') === text ? data : undefined;
}

function nameOf(type: AvroType): string {
  return type.branchName ?? type.typeName;
}

function isObject(json: Json): json is Record<string, Json> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function below(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function shown(json: Json): string {
  return writeJson(json).slice(0, 60);
}

function misfit(path: string, text: string): StreamkitError {
  return new StreamkitError('USAGE', path === '' ? text : `${path}: ${text}`);
}
