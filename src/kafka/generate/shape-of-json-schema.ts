import { isJsonObject, type Json } from '../records/json.js';
import { annotated, annotationOf, type Shape, type ShapeField } from './shape.js';

type Schema = Record<string, Json>;

/**
 * The shape of a JSON Schema; `$ref` may point into the same document. Pure.
 * @throws Error for a reference that cannot be followed
 */
export function shapeOfJsonSchema(text: string): Shape {
  const root = JSON.parse(text) as Json;
  const known = new Map<string, Shape>();
  const follow = (pointer: string): Shape => {
    const found = known.get(pointer);
    if (found) return found;
    let shape: Shape | undefined;
    const target = at(root, pointer);
    const named: Shape = {
      kind: 'named',
      name: pointer,
      to: () => (shape ??= shapeOf(target, follow)),
    };
    known.set(pointer, named);
    return named;
  };
  return shapeOf(root, follow);
}

type Follow = (pointer: string) => Shape;

function at(root: Json, pointer: string): Json {
  if (!pointer.startsWith('#')) throw new Error(`$ref ${pointer} is not in the same document`);
  let found: Json | undefined = root;
  for (const part of pointer.slice(1).split('/').slice(1)) {
    const name = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
    found = Array.isArray(found)
      ? found[Number(name)]
      : found && isJsonObject(found)
        ? found[name]
        : undefined;
  }
  if (found === undefined) throw new Error(`$ref ${pointer} does not exist`);
  return found;
}

function shapeOf(schema: Json, follow: Follow): Shape {
  if (!isJsonObject(schema)) return { kind: 'text' };
  const annotation = annotationOf(schema['faker'] ?? schema['x-faker']);
  return annotated(bareShape(schema, follow), annotation);
}

function bareShape(schema: Schema, follow: Follow): Shape {
  if ('const' in schema) return { kind: 'enum', values: [schema['const'] ?? null] };
  if (Array.isArray(schema['enum'])) return { kind: 'enum', values: schema['enum'] };
  if (typeof schema['$ref'] === 'string') return follow(schema['$ref']);
  const alternatives = schema['oneOf'] ?? schema['anyOf'];
  if (Array.isArray(alternatives)) {
    const common = without(schema, 'oneOf', 'anyOf');
    return {
      kind: 'choice',
      branches: alternatives.map((one) => ({ shape: shapeOf(merged([common, one]), follow) })),
    };
  }
  if (Array.isArray(schema['allOf'])) {
    const parts = [without(schema, 'allOf'), ...schema['allOf']];
    return together(parts, follow);
  }
  const { type } = schema;
  if (!Array.isArray(type)) return ofType(typeof type === 'string' ? type : guessed(schema), schema, follow);
  return {
    kind: 'choice',
    branches: type.map((one) => ({ shape: ofType(typeof one === 'string' ? one : 'null', schema, follow) })),
  };
}

/** The fields of all parts of an `allOf` that are objects; otherwise their keywords together. */
function together(parts: Json[], follow: Follow): Shape {
  const records = parts
    .map((one) => resolved(shapeOf(one, follow)))
    .filter((shape) => shape.kind === 'record');
  if (records.length === 0) return shapeOf(merged(parts), follow);
  const fields = new Map<string, ShapeField>();
  for (const { fields: own } of records) for (const field of own) fields.set(field.name, field);
  return { kind: 'record', fields: [...fields.values()] };
}

function without(schema: Schema, ...keywords: string[]): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => !keywords.includes(name)));
}

function resolved(shape: Shape): Shape {
  return shape.kind === 'named' ? resolved(shape.to()) : shape;
}

function merged(parts: Json[]): Json {
  return Object.assign({}, ...parts.filter(isJsonObject)) as Json;
}

function guessed(schema: Schema): string {
  if ('properties' in schema || 'additionalProperties' in schema) return 'object';
  if ('items' in schema) return 'array';
  return 'minimum' in schema || 'maximum' in schema || 'multipleOf' in schema ? 'number' : 'string';
}

function ofType(type: string, schema: Schema, follow: Follow): Shape {
  const number = (name: string) => (typeof schema[name] === 'number' ? schema[name] : undefined);
  switch (type) {
    case 'null':
    case 'boolean':
      return { kind: type };
    case 'integer':
      return integer(number);
    case 'number':
      return decimal(number);
    case 'array': {
      const min = number('minItems') ?? 1;
      const items = shapeOf(schema['items'] ?? {}, follow);
      return { kind: 'array', items, min, max: Math.max(min, Math.min(number('maxItems') ?? 3, min + 2)) };
    }
    case 'object':
      return object(schema, follow);
    default: {
      const { format, pattern } = schema;
      const [min, max] = [number('minLength'), number('maxLength')];
      return {
        kind: 'text',
        ...(typeof format === 'string' && { format }),
        ...(typeof pattern === 'string' && { pattern }),
        ...(min !== undefined && { min }),
        ...(max !== undefined && { max }),
      };
    }
  }
}

function integer(number: (name: string) => number | undefined): Shape {
  const step = number('multipleOf') ?? 1;
  const least = number('minimum') ?? (number('exclusiveMinimum') ?? NaN) + 1;
  const most = number('maximum') ?? (number('exclusiveMaximum') ?? NaN) - 1;
  const min = Number.isNaN(least) ? (most < 0 ? most - 1000 : 0) : Math.ceil(least);
  const max = Number.isNaN(most) ? Number.MAX_SAFE_INTEGER : Math.floor(most);
  if (step > 1) return { kind: 'enum', values: multiples(step, min, max) };
  return { kind: 'integer', min, max, bounded: !Number.isNaN(most) };
}

function multiples(step: number, min: number, max: number): number[] {
  const first = Math.ceil(min / step);
  const count = Math.max(1, Math.min(1000, Math.floor(max / step) - first + 1));
  return Array.from({ length: count }, (_, index) => (first + index) * step);
}

function decimal(number: (name: string) => number | undefined): Shape {
  const step = number('multipleOf');
  const decimals = step === undefined ? undefined : (String(step).split('.')[1]?.length ?? 0);
  const exclusiveMin = number('exclusiveMinimum');
  const exclusiveMax = number('exclusiveMaximum');
  const unit = 10 ** -(decimals ?? 2);
  const min = number('minimum') ?? (exclusiveMin === undefined ? undefined : exclusiveMin + unit);
  const max = number('maximum') ?? (exclusiveMax === undefined ? undefined : exclusiveMax - unit);
  return {
    kind: 'number',
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(decimals !== undefined && { decimals }),
  };
}

function object(schema: Schema, follow: Follow): Shape {
  const { properties, additionalProperties: more } = schema;
  if (properties === undefined || !isJsonObject(properties)) {
    const values = more !== undefined && isJsonObject(more) ? shapeOf(more, follow) : undefined;
    return values ? { kind: 'map', keys: 'text', values } : { kind: 'record', fields: [] };
  }
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const fields = Object.entries(properties).map(([name, property]) => ({
    name,
    shape: shapeOf(property, follow),
    optional: !required.includes(name),
  }));
  return { kind: 'record', fields };
}
