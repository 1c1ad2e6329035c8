import type { Json } from '../records/json.js';
import { readableLogical } from './avro-logical.js';
import type { AvroType } from './avro-type.js';

export interface AvroForm {
  /** A union's value names its branch, as in Avro's own JSON encoding: `{"string":"Jon"}`. */
  namedBranches: boolean;
  /** Dates, times, decimals and the like as text that people read, instead of the type underneath. */
  readableLogical: boolean;
}

/** Avro's own JSON encoding. */
export const avroEncoding: AvroForm = { namedBranches: true, readableLogical: false };

/**
 * An Avro value as JSON. Bytes are strings of one character per byte, as in Avro's encoding. Pure.
 * @param value as avsc reads it with wrapped unions and bigint longs
 */
export function avroToJson(type: AvroType, value: unknown, form: AvroForm): Json {
  if (type.logical) {
    const readable = form.readableLogical ? readableLogical(type.logical, value) : undefined;
    return readable ?? avroToJson(type.underlyingType, value, form);
  }
  switch (type.typeName) {
    case 'record': {
      const record = value as Record<string, unknown>;
      const fields = type.fields.map((field) => [
        field.name,
        avroToJson(field.type, record[field.name], form),
      ]);
      return Object.fromEntries(fields) as Json;
    }
    case 'array': {
      const items = type.itemsType;
      return (value as unknown[]).map((item) => avroToJson(items, item, form));
    }
    case 'map': {
      const values = type.valuesType;
      const entries = Object.entries(value as Record<string, unknown>);
      return Object.fromEntries(entries.map(([name, item]) => [name, avroToJson(values, item, form)]));
    }
    case 'union:wrapped': {
      if (value === null) return null;
      const [name = '', inner] = Object.entries(value as Record<string, unknown>)[0] ?? [];
      const branch = type.types.find(({ branchName }) => branchName === name);
      if (!branch) throw new Error(`the union has no branch ${name}`);
      const json = avroToJson(branch, inner, form);
      return form.namedBranches ? { [name]: json } : json;
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
