import { writeJson, type Json } from '../records/json.js';
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

type Write = (value: unknown) => string;

/**
 * Makes a function that writes values of an Avro type as one line of JSON. Bytes are strings of one character per byte, as in
 * Avro's encoding. The type is walked once, not for each value. Pure.
 * @returns a function of a value as avsc reads it with wrapped unions and bigint longs
 */
export function avroJsonWriter(type: AvroType, form: AvroForm): Write {
  return writerOf(type, form, new Map());
}

/** @param known the writers of types that are being made: a record may contain itself */
function writerOf(type: AvroType, form: AvroForm, known: Map<AvroType, Write>): Write {
  const made = known.get(type);
  if (made) return made;
  let write: Write = () => {
    throw new Error('the writer is not complete');
  };
  known.set(type, (value) => write(value));
  write = type.logical ? logicalWriter(type, form, known) : plainWriter(type, form, known);
  known.set(type, write);
  return write;
}

function logicalWriter(type: AvroType, form: AvroForm, known: Map<AvroType, Write>): Write {
  const raw = writerOf(type.underlyingType, form, known);
  const { logical } = type;
  if (!logical || !form.readableLogical) return raw;
  return (value) => {
    const readable = readableLogical(logical, value);
    return readable === undefined ? raw(value) : writeJson(readable);
  };
}

function plainWriter(type: AvroType, form: AvroForm, known: Map<AvroType, Write>): Write {
  switch (type.typeName) {
    case 'record':
      return recordWriter(type, form, known);
    case 'array': {
      const item = writerOf(type.itemsType, form, known);
      return (value) => `[${(value as unknown[]).map(item).join(',')}]`;
    }
    case 'map': {
      const item = writerOf(type.valuesType, form, known);
      return (value) => {
        const entries = Object.entries(value as Record<string, unknown>);
        return `{${entries.map(([name, one]) => `${JSON.stringify(name)}:${item(one)}`).join(',')}}`;
      };
    }
    case 'union:wrapped':
      return unionWriter(type, form, known);
    case 'bytes':
    case 'fixed':
      return (value) => JSON.stringify((value as Buffer).toString('latin1'));
    case 'float':
    case 'double':
      return (value) => (Number.isFinite(value) ? String(value) : `"${String(value)}"`);
    case 'string':
      return stringJson;
    default:
      // Numbers, bigints, booleans and null are JSON already.
      return (value) => writeJson(value as Json);
  }
}

function recordWriter(type: AvroType, form: AvroForm, known: Map<AvroType, Write>): Write {
  const fields = type.fields.map((field, index) => ({
    name: field.name,
    head: `${index === 0 ? '' : ','}${JSON.stringify(field.name)}:`,
    write: writerOf(field.type, form, known),
  }));
  return (value) => {
    const record = value as Record<string, unknown>;
    let text = '{';
    for (const { name, head, write } of fields) text += head + write(record[name]);
    return `${text}}`;
  };
}

function unionWriter(type: AvroType, form: AvroForm, known: Map<AvroType, Write>): Write {
  const branches = new Map(
    type.types.map((branch) => {
      const head = form.namedBranches ? `{${JSON.stringify(branch.branchName)}:` : '';
      return [branch.branchName, { head, write: writerOf(branch, form, known) }] as const;
    }),
  );
  return (value) => {
    if (value === null) return 'null';
    for (const name in value as Record<string, unknown>) {
      const branch = branches.get(name);
      if (!branch) throw new Error(`the union has no branch ${name}`);
      const json = branch.write((value as Record<string, unknown>)[name]);
      return form.namedBranches ? `${branch.head}${json}}` : json;
    }
    throw new Error('a value of a union names no branch');
  };
}

/** What JSON escapes: quotes, backslashes, control characters and halves of surrogate pairs. */
const escaped = /["\\\p{Cc}\p{Cs}]/u;

/** As JSON.stringify, in half of its time for text without anything to escape. */
function stringJson(value: unknown): string {
  const text = value as string;
  return escaped.test(text) ? JSON.stringify(text) : `"${text}"`;
}
