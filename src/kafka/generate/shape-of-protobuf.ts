import type { Enum, Field, MapField, Type } from 'protobufjs';
import {
  annotated,
  annotationOf,
  int32,
  int64,
  uint32,
  uint64,
  type Shape,
  type ShapeField,
} from './shape.js';

/** The shape of a message, as protobuf JSON. A comment `faker: METHOD` of a field is its annotation. Pure. */
export function shapeOfProtobuf(type: Type): Shape {
  return ofMessage(type, new Map());
}

type Known = Map<string, Shape>;

function ofMessage(type: Type, known: Known): Shape {
  const name = type.fullName;
  const wellKnown = wellKnownShapes[name];
  if (wellKnown) return wellKnown;
  if (known.has(name)) return { kind: 'named', name, to: () => known.get(name) ?? { kind: 'null' } };
  const shape: Shape & { kind: 'record' } = { kind: 'record', fields: [] };
  known.set(name, shape);
  shape.fields.push(...type.fieldsArray.map((field) => fieldOf(field.resolve(), known)));
  return shape;
}

function fieldOf(field: Field, known: Known): ShapeField {
  const [, method] = /\bfaker:\s*([\w.]+)/.exec(field.comment ?? '') ?? [];
  const single = annotated(singleOf(field, known), annotationOf(method));
  const { name, partOf: oneof } = field;
  if (field.map) return { name, shape: mapOf(field as unknown as MapField, single), optional: false };
  if (field.repeated)
    return { name, shape: { kind: 'array', items: single, min: 1, max: 3 }, optional: false };
  const alone = !oneof || oneof.fieldsArray.length === 1;
  return {
    name,
    shape: single,
    optional: oneof !== null && alone,
    omittable: single.kind === 'named' || single.kind === 'record',
    ...(!alone && { group: oneof.name }),
  };
}

function mapOf({ keyType }: MapField, values: Shape): Shape {
  const keys = keyType === 'string' ? 'text' : keyType === 'bool' ? 'boolean' : 'integer';
  return { kind: 'map', keys, values };
}

function singleOf({ type, resolvedType }: Field, known: Known): Shape {
  const scalar = scalars[type];
  if (scalar) return scalar;
  if (resolvedType && 'values' in resolvedType) return ofEnum(resolvedType);
  return resolvedType ? ofMessage(resolvedType, known) : { kind: 'null' };
}

/** The value 0 stands for "not set" where its name says so. */
function ofEnum({ values }: Enum): Shape {
  const names = Object.keys(values);
  const meant = names.filter((name) => !/(^|_)(UNSPECIFIED|UNKNOWN)$/.test(name));
  return { kind: 'enum', values: meant.length > 0 ? meant : names };
}

const scalars: Record<string, Shape> = {
  double: { kind: 'number' },
  float: { kind: 'number' },
  int32,
  sint32: int32,
  sfixed32: int32,
  uint32,
  fixed32: uint32,
  int64,
  sint64: int64,
  sfixed64: int64,
  uint64,
  fixed64: uint64,
  bool: { kind: 'boolean' },
  string: { kind: 'text' },
  bytes: { kind: 'bytes', encoding: 'base64' },
};

/** Types with a JSON form of their own. */
const wellKnownShapes: Record<string, Shape> = {
  '.google.protobuf.Timestamp': { kind: 'time', of: 'timestamp', digits: 3 },
  '.google.protobuf.Duration': { kind: 'text', pattern: '[1-9][0-9]{0,2}s' },
  '.google.protobuf.Empty': { kind: 'record', fields: [] },
  '.google.protobuf.Struct': { kind: 'map', keys: 'text', values: { kind: 'text' } },
  '.google.protobuf.Value': { kind: 'text' },
  '.google.protobuf.ListValue': { kind: 'array', items: { kind: 'text' }, min: 1, max: 3 },
  '.google.protobuf.FieldMask': { kind: 'text', pattern: '[a-z]{4}' },
  '.google.protobuf.DoubleValue': { kind: 'number' },
  '.google.protobuf.FloatValue': { kind: 'number' },
  '.google.protobuf.Int32Value': int32,
  '.google.protobuf.UInt32Value': uint32,
  '.google.protobuf.Int64Value': int64,
  '.google.protobuf.UInt64Value': uint64,
  '.google.protobuf.BoolValue': { kind: 'boolean' },
  '.google.protobuf.StringValue': { kind: 'text' },
  '.google.protobuf.BytesValue': { kind: 'bytes', encoding: 'base64' },
};
