import type { Schema } from '../../kafka/registry/schemas.js';

/** A schema as people read it; JSON is laid out, Protobuf has its own lines. */
export function schemaText({ schema, type }: Schema): string {
  return type === 'protobuf' ? schema.trimEnd() : laidOut(schema);
}

function laidOut(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    // A registry may keep anything; it is shown as it is.
    return json;
  }
}
