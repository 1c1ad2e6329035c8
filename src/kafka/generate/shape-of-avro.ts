import { isJsonObject, parseJson, type Json } from '../records/json.js';
import { annotated, annotationOf, int32, int64, type Shape, type TimeKind } from './shape.js';

/**
 * The shape of an Avro schema, which the registry or avsc has checked before. Pure.
 * @param imports the texts of the schemas that it names, each after those that it names itself
 * @throws Error for a type that does not exist
 */
export function shapeOfAvro(text: string, imports: string[] = []): Shape {
  const named = new Map<string, Shape>();
  for (const schema of imports) shapeOf(parseJson(schema), '', named);
  return shapeOf(parseJson(text), '', named);
}

type Named = Map<string, Shape>;

function shapeOf(schema: Json, space: string, named: Named): Shape {
  if (typeof schema === 'string') return byName(schema, space, named);
  if (Array.isArray(schema)) return union(schema, space, named);
  if (!isJsonObject(schema)) throw new Error(`${JSON.stringify(schema)} is not an Avro type`);
  const logical = logicalShape(schema);
  if (logical) {
    if (schema['type'] === 'fixed') named.set(fullName(schema, space), logical);
    return logical;
  }
  switch (schema['type']) {
    case 'record':
    case 'error':
      return record(schema, space, named);
    case 'enum': {
      const values: Shape = { kind: 'enum', values: listOf(schema['symbols']) };
      named.set(fullName(schema, space), values);
      return values;
    }
    case 'fixed': {
      const fixed: Shape = { kind: 'bytes', length: Number(schema['size']), encoding: 'latin1' };
      named.set(fullName(schema, space), fixed);
      return fixed;
    }
    case 'array':
      return { kind: 'array', items: shapeOf(schema['items'] ?? null, space, named), min: 1, max: 3 };
    case 'map':
      return { kind: 'map', keys: 'text', values: shapeOf(schema['values'] ?? null, space, named) };
    default:
      return shapeOf(schema['type'] ?? null, space, named);
  }
}

const primitives: Record<string, Shape> = {
  null: { kind: 'null' },
  boolean: { kind: 'boolean' },
  int: int32,
  long: int64,
  float: { kind: 'number' },
  double: { kind: 'number' },
  string: { kind: 'text' },
  bytes: { kind: 'bytes', encoding: 'latin1' },
};

function byName(name: string, space: string, named: Named): Shape {
  const primitive = primitives[name];
  if (primitive) return primitive;
  const full = [qualified(name, space), name].find((one) => named.has(one));
  if (full === undefined) throw new Error(`the type ${name} does not exist`);
  return { kind: 'named', name: full, to: () => named.get(full) ?? { kind: 'null' } };
}

function record(schema: Record<string, Json>, space: string, named: Named): Shape {
  const name = fullName(schema, space);
  const inner = name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : '';
  const shape: Shape & { kind: 'record' } = { kind: 'record', fields: [] };
  named.set(name, shape);
  for (const field of listOf(schema['fields'])) {
    if (!isJsonObject(field)) continue;
    const type = shapeOf(field['type'] ?? null, inner, named);
    const annotation = annotationOf(field['faker']);
    shape.fields.push({
      name: textOf(field['name']),
      shape: annotated(type, annotation),
      optional: false,
    });
  }
  return shape;
}

function union(types: Json[], space: string, named: Named): Shape {
  const branches = types.map((type) => ({
    name: branchName(type, space, named),
    shape: shapeOf(type, space, named),
  }));
  // Plain JSON says which branch it is, unless there are several besides null.
  const several = branches.filter(({ shape }) => shape.kind !== 'null').length > 1;
  return {
    kind: 'choice',
    branches: branches.map(({ name, shape }) =>
      several && shape.kind !== 'null' ? { name, shape } : { shape },
    ),
  };
}

function branchName(type: Json, space: string, named: Named): string {
  if (typeof type === 'string') {
    const full = qualified(type, space);
    return primitives[type] || !named.has(full) ? type : full;
  }
  if (!isJsonObject(type)) return '';
  return 'name' in type ? fullName(type, space) : branchName(type['type'] ?? null, space, named);
}

function logicalShape({
  logicalType,
  type,
  scale = 0,
  precision = 9,
}: Record<string, Json>): Shape | undefined {
  if (typeof logicalType !== 'string') return undefined;
  if (logicalType === 'uuid') return { kind: 'text', format: 'uuid' };
  if (logicalType === 'date') return { kind: 'time', of: 'date', digits: 0 };
  if (logicalType === 'duration' && type === 'fixed')
    return { kind: 'bytes', length: 12, encoding: 'latin1' };
  if (logicalType === 'decimal') {
    const whole = Math.min(Number(precision) - Number(scale), 12);
    return { kind: 'number', min: 0, max: 10 ** whole - 1, decimals: Number(scale) };
  }
  const [, of, unit = ''] =
    /^(time|timestamp|local-timestamp)-(millis|micros|nanos)$/.exec(logicalType) ?? [];
  const digits = { millis: 3, micros: 6, nanos: 9 }[unit] as 3 | 6 | 9 | undefined;
  return digits && { kind: 'time', of: of as TimeKind, digits };
}

function fullName({ name, namespace }: Record<string, Json>, space: string): string {
  return qualified(textOf(name), typeof namespace === 'string' ? namespace : space);
}

function qualified(name: string, space: string): string {
  return space === '' || name.includes('.') ? name : `${space}.${name}`;
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
