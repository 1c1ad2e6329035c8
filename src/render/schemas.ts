import type { Schema } from '../kafka/schemas.js';

/** A schema as people read it; JSON is laid out, Protobuf has its own lines. */
export function schemaText({ schema, type }: Schema): string {
  return type === 'protobuf' ? schema.trimEnd() : JSON.stringify(JSON.parse(schema), null, 2);
}
