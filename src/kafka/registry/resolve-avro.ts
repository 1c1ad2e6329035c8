import { avroSchema, type AvroType } from './avro-type.js';
import { compatibility } from './compatibility.js';
import { reasonOf } from './schema-reason.js';
import { getSchema, listVersions, type Schema } from './schemas.js';
import { importsOf } from './stored-schema.js';

/**
 * Why an Avro schema may not follow the versions of a subject, by the subject's compatibility level. For registries that
 * cannot check schemas with references.
 * @returns one sentence per reason; undefined for other kinds of schema
 * @throws Error for a schema that cannot be read
 */
export async function incompatibilities(
  registry: string,
  subject: string,
  schema: Schema,
): Promise<string[] | undefined> {
  if (schema.type !== 'avro') return undefined;
  const level = await compatibility(registry, subject);
  if (level === 'NONE') return [];
  const versions = await listVersions(registry, subject);
  const next = await readerOf(registry, schema);
  const reasons: string[] = [];
  for (const version of level.endsWith('_TRANSITIVE') ? versions : versions.slice(-1)) {
    const before = await readerOf(registry, await getSchema(registry, subject, version));
    if (!level.startsWith('FORWARD')) {
      reasons.push(...misread(next, before, `it cannot read data of version ${version}`));
    }
    if (!level.startsWith('BACKWARD')) {
      reasons.push(...misread(before, next, `version ${version} cannot read its data`));
    }
  }
  return reasons;
}

async function readerOf(registry: string, { schema, references = [] }: Schema): Promise<AvroType> {
  const imports = await importsOf(registry, references);
  const texts = imports.map(({ text }) => text);
  return (await avroSchema(schema, texts, { keepDefaults: true })).type;
}

function misread(reader: AvroType, writer: AvroType, what: string): string[] {
  try {
    reader.createResolver(writer);
    return [];
  } catch (error) {
    return [`${what}: ${reasonOf(error)}`];
  }
}
