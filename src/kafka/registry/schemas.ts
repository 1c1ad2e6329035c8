import * as z from 'zod/mini';
import { didYouMean } from '../../shared/closest.js';
import { StreamkitError } from '../../shared/errors.js';
import { suggest } from '../../shared/suggestion.js';
import { registryAnswer, RegistryRefusal, registryFailure, registryRequest } from './registry.js';

export const schemaTypes = ['avro', 'json', 'protobuf'] as const;
export type SchemaType = (typeof schemaTypes)[number];

export interface Schema {
  schema: string;
  type: SchemaType;
  /** Other schemas that this one names. */
  references?: SchemaReference[];
}

export interface SchemaReference {
  /** As the schema writes it: a full name in Avro, an import's path in Protobuf. */
  name: string;
  subject: string;
  version: number;
}

export interface RegisteredSchema extends Schema {
  subject: string;
  version: number;
  id: number;
}

/** The type that a registry names; it leaves Avro's out. */
export function schemaTypeOf(name: string | null | undefined): SchemaType {
  return schemaTypes.find((type) => type === name?.toLowerCase()) ?? 'avro';
}

const versionShape = z.object({
  version: z.int(),
  id: z.int(),
  schema: z.string(),
  schemaType: z.nullish(z.string()),
  references: z.nullish(z.array(z.object({ name: z.string(), subject: z.string(), version: z.int() }))),
});
/** All subjects, by name. */
export async function listSubjects(registry: string): Promise<string[]> {
  return (await askRegistry(registry, '/subjects', z.array(z.string()))).sort();
}

/** The versions of a subject, oldest first. @throws StreamkitError NOT_FOUND */
export async function listVersions(registry: string, subject: string): Promise<number[]> {
  const path = `/subjects/${encodeURIComponent(subject)}/versions`;
  return askRegistry(registry, path, z.array(z.int()), {}, subject);
}

/** @throws StreamkitError NOT_FOUND for an unknown subject or version */
export async function getSchema(
  registry: string,
  subject: string,
  version: number | 'latest',
): Promise<RegisteredSchema> {
  const path = `/subjects/${encodeURIComponent(subject)}/versions/${version}`;
  const found = await askRegistry(registry, path, versionShape, {}, subject);
  const references = found.references ?? [];
  return {
    subject,
    version: found.version,
    id: found.id,
    type: schemaTypeOf(found.schemaType),
    schema: found.schema,
    ...(references.length === 0 ? {} : { references }),
  };
}

/**
 * Deletes a subject or one version of it.
 * @param permanent also the ids, after which records written with them cannot be read; also for what was deleted before
 * @returns the deleted versions
 * @throws StreamkitError NOT_FOUND
 */
export async function deleteSchema(
  registry: string,
  subject: string,
  { version, permanent }: { version?: number | undefined; permanent: boolean },
): Promise<number[]> {
  const base = `/subjects/${encodeURIComponent(subject)}`;
  const path = version === undefined ? base : `${base}/versions/${version}`;
  const remove = async (query: string) => {
    const gone = z.union([z.int(), z.array(z.int())]);
    const answer = await askRegistry(registry, `${path}${query}`, gone, { method: 'DELETE' }, subject);
    return Array.isArray(answer) ? answer : [answer];
  };
  if (!permanent) return remove('');
  // Registries want the deletion that can be undone first.
  const softly = await remove('').catch(unlessMissing);
  return remove('?permanent=true').catch((error: unknown) => {
    // A registry whose first deletion is final has nothing left to delete.
    if (!softly) throw error;
    unlessMissing(error);
    return softly;
  });
}

function unlessMissing(error: unknown): undefined {
  if (!(error instanceof StreamkitError && error.code === 'NOT_FOUND')) throw error;
}

/**
 * A request whose refusal becomes a message.
 * @param shape what the answer must be
 * @param subject whose absence is reported with similar names
 * @throws StreamkitError
 */
export async function askRegistry<Answer>(
  registry: string,
  path: string,
  shape: z.ZodMiniType<Answer>,
  request: Parameters<typeof registryRequest>[2] = {},
  subject?: string,
): Promise<Answer> {
  try {
    return registryAnswer(registry, shape, await registryRequest(registry, path, request));
  } catch (error) {
    if (subject !== undefined && error instanceof RegistryRefusal && error.status === 404) {
      throw await notFound(registry, subject, error);
    }
    throw registryFailure(error);
  }
}

async function notFound(registry: string, subject: string, cause: RegistryRefusal): Promise<StreamkitError> {
  const subjects = await listSubjects(registry);
  const known = subjects.includes(subject);
  const text = known ? `Subject ${subject} has no such version.` : `Subject ${subject} does not exist.`;
  return new StreamkitError('NOT_FOUND', text, {
    service: 'schema-registry',
    suggestions: known
      ? [suggest('Print the latest version', 'schema', 'get', subject)]
      : [...didYouMean(subject, subjects), suggest('List the subjects', 'schema', 'list')],
    cause,
  });
}
