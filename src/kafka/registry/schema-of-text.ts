import { messageOf, StreamkitError } from '../../shared/errors.js';
import type { Schema, SchemaReference, SchemaType } from './schemas.js';

/**
 * The schema in a file's text. Broken JSON is reported here: registries pass on whatever their parser says.
 * @param references each as NAME=SUBJECT:VERSION
 * @throws StreamkitError USAGE
 */
export function schemaOfText(text: string, type: SchemaType, references: string[] = []): Schema {
  if (type !== 'protobuf') {
    try {
      JSON.parse(text);
    } catch (error) {
      throw new StreamkitError('USAGE', `The schema is not JSON: ${messageOf(error)}`, { cause: error });
    }
  }
  return { schema: text, type, references: references.map(referenceOf) };
}

/** @throws StreamkitError USAGE */
function referenceOf(text: string): SchemaReference {
  const [, name, subject, version] = /^([^=]+)=(.+):(\d+)$/.exec(text) ?? [];
  if (name === undefined || subject === undefined)
    throw new StreamkitError('USAGE', `--reference ${text} is not NAME=SUBJECT:VERSION.`, {
      suggestions: ['Write it as --reference com.example.Customer=customers-value:1.'],
    });
  return { name, subject, version: Number(version) };
}
