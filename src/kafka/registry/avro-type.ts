import type { ForSchemaOptions, Schema, Type, types as Avsc } from 'avsc';
import { isJsonObject, parseJson, type Json } from '../records/json.js';
import { logicalTypeNames, type LogicalType } from './avro-logical.js';

/** The members of avsc's types that are used; which of them exist depends on `typeName`. */
export interface AvroType {
  typeName: string;
  branchName?: string;
  name?: string;
  fields: { name: string; type: AvroType }[];
  itemsType: AvroType;
  valuesType: AvroType;
  types: AvroType[];
  /** Bytes of a fixed. */
  size: number;
  underlyingType: AvroType;
  logical?: LogicalType;
  /** Throws for a schema whose data this one cannot read. */
  createResolver: (writer: AvroType) => unknown;
  isValid: (value: unknown) => boolean;
  fromBuffer: (data: Buffer) => unknown;
  toBuffer: (value: unknown) => Buffer;
}

export interface AvroSchema {
  type: AvroType;
  /** By the full name of a record, a point and the name of a field. */
  defaults: Map<string, Json>;
}

/**
 * A schema for avsc. Defaults are kept aside: avsc refuses a default of a union's later branch, which Avro has allowed since
 * 1.12 and other clients always did. Longs are bigints, since a double holds only 53 of their 64 bits; unions name their
 * branch.
 * @param keepDefaults for avsc's own resolution, with its limits
 * @param imports the texts of the schemas that this one names, each after those that it names itself
 * @throws Error that says what is wrong with the schema
 */
export async function avroSchema(
  text: string,
  imports: string[],
  { keepDefaults = false } = {},
): Promise<AvroSchema> {
  const { default: avro } = await import('avsc');
  const [typeHook, logicalTypes] = [bigLongs(avro.types), namedLogicalTypes(avro.types)];
  const registry: Record<string, Type> = {};
  const defaults = new Map<string, Json>();
  const build = (schema: string) => {
    const json = keepDefaults ? (JSON.parse(schema) as Json) : withoutDefaults(parseJson(schema), defaults);
    return avro.Type.forSchema(json as Schema, {
      registry,
      wrapUnions: true,
      typeHook,
      logicalTypes,
    });
  };
  for (const schema of imports) build(schema);
  return { type: build(text) as unknown as AvroType, defaults };
}

function bigLongs(types: typeof Avsc): (schema: Schema) => Type | undefined {
  const long = types.LongType.__with({
    fromBuffer: (data: Buffer) => data.readBigInt64LE(),
    toBuffer(value: bigint) {
      const data = Buffer.alloc(8);
      data.writeBigInt64LE(value);
      return data;
    },
    fromJSON: (value: number) => BigInt(value),
    toJSON: Number,
    isValid: (value: unknown) => typeof value === 'bigint' && BigInt.asIntN(64, value) === value,
    compare: (a: bigint, b: bigint) => (a === b ? 0 : a < b ? -1 : 1),
  });
  return (schema) => (isPlainLong(schema) ? long : undefined);
}

/** One with a logical type passes twice: as a whole, and without it as the type underneath. */
function isPlainLong(schema: Schema): boolean {
  if (schema === 'long') return true;
  const { type, logicalType } = schema as { type?: unknown; logicalType?: unknown };
  return type === 'long' && !logicalTypeNames.some((name) => name === logicalType);
}

/** Logical types that only say what they are: values stay as the type underneath has them. */
function namedLogicalTypes(types: typeof Avsc): ForSchemaOptions['logicalTypes'] {
  class Named extends types.LogicalType {
    readonly logical: LogicalType;
    constructor(schema: Schema, options?: unknown) {
      const { logicalType, ...underlying } = schema as { logicalType: string; scale?: unknown };
      super(underlying as Schema, options);
      this.logical = {
        name: logicalType,
        scale: typeof underlying.scale === 'number' ? underlying.scale : 0,
      };
    }
    protected override _fromValue(value: unknown): unknown {
      return value;
    }
    protected override _toValue(value: unknown): unknown {
      return value;
    }
  }
  return Object.fromEntries(logicalTypeNames.map((name) => [name, Named]));
}

/** A copy without defaults, which are added to `found`. `space` is the namespace around the schema. */
function withoutDefaults(schema: Json, found: Map<string, Json>, space = ''): Json {
  if (Array.isArray(schema)) return schema.map((branch) => withoutDefaults(branch, found, space));
  if (!isJsonObject(schema)) return schema;
  const name = fullName(schema, space);
  const inner = name?.includes('.') === true ? name.slice(0, name.lastIndexOf('.')) : space;
  const copy: Record<string, Json> = { ...schema };
  for (const part of ['type', 'items', 'values']) {
    if (part in schema) copy[part] = withoutDefaults(schema[part] ?? null, found, inner);
  }
  if (!Array.isArray(schema['fields'])) return copy;
  copy['fields'] = schema['fields'].map((field) => {
    if (!isJsonObject(field)) return field;
    const { name: fieldName, default: preset, ...rest } = field;
    if (preset !== undefined && typeof fieldName === 'string') found.set(`${name}.${fieldName}`, preset);
    return { ...rest, name: fieldName ?? null, type: withoutDefaults(rest['type'] ?? null, found, inner) };
  });
  return copy;
}

function fullName({ name, namespace }: Record<string, Json>, space: string): string | undefined {
  if (typeof name !== 'string' || name.includes('.')) return name as string | undefined;
  const around = typeof namespace === 'string' ? namespace : space;
  return around === '' ? name : `${around}.${name}`;
}
