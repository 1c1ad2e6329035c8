import { messageOf, StreamkitError } from '../errors.js';
import type { Schema, SchemaType } from './schemas.js';

/**
 * A schema out of a file's text. Broken JSON is said here in plain words: registries answer it with whatever their parser
 * says. @throws StreamkitError USAGE
 */
export function schemaOfText(text: string, type: SchemaType): Schema {
  if (type !== 'protobuf') {
    try {
      JSON.parse(text);
    } catch (error) {
      throw new StreamkitError('USAGE', `The schema is no JSON: ${messageOf(error)}`, { cause: error });
    }
  }
  return { schema: text, type };
}
