import * as z from 'zod/mini';
import { didYouMean } from '../../shared/closest.js';
import { StreamkitError } from '../../shared/errors.js';
import { expectAnswer, RegistryRefusal, registryFailure, registryRequest } from './registry.js';

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

const versionShape = z.object({
  version: z.int(),
  id: z.int(),
  schema: z.string(),
  schemaType: z.optional(z.string()),
});
const checkShape = z.object({
  is_compatible: z.boolean(),
  messages: z.nullish(z.array(z.string())),
  reason: z.nullish(z.string()),
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
  const type = schemaTypes.find((name) => name === found.schemaType?.toLowerCase()) ?? 'avro';
  return { subject, version: found.version, id: found.id, type, schema: found.schema };
}

/** @returns the schema's id and version. @throws StreamkitError USAGE for an invalid or incompatible schema */
export async function registerSchema(
  registry: string,
  subject: string,
  schema: Schema,
): Promise<RegisteredSchema> {
  const path = `/subjects/${encodeURIComponent(subject)}`;
  const request = { method: 'POST', body: body(schema) } as const;
  const { id } = await askRegistry(registry, `${path}/versions`, z.object({ id: z.int() }), request);
  const found = await askRegistry(registry, path, z.object({ version: z.int() }), request);
  return { subject, version: found.version, id, ...schema };
}

/** Whether readers and writers of the latest version go on with this one, and why not. */
export async function checkSchema(
  registry: string,
  subject: string,
  schema: Schema,
): Promise<{ compatible: boolean; reasons: string[] }> {
  const path = `/compatibility/subjects/${encodeURIComponent(subject)}/versions/latest?verbose=true`;
  await getSchema(registry, subject, 'latest');
  const request = { method: 'POST', body: body(schema) } as const;
  const answer = await askRegistry(registry, path, checkShape, request, subject);
  const reasons = answer.messages ?? [answer.reason].filter((reason) => typeof reason === 'string');
  return { compatible: answer.is_compatible, reasons };
}

/**
 * Deletes a subject or one version of it.
 * @param permanent also the ids, after which records written with them cannot be read
 * @returns the versions that are gone
 */
export async function deleteSchema(
  registry: string,
  subject: string,
  { version, permanent }: { version?: number | undefined; permanent: boolean },
): Promise<number[]> {
  const base = `/subjects/${encodeURIComponent(subject)}`;
  const path = version === undefined ? base : `${base}/versions/${version}`;
  const gone = z.union([z.int(), z.array(z.int())]);
  const answer = await askRegistry(registry, path, gone, { method: 'DELETE' }, subject);
  if (permanent) {
    const again = askRegistry(registry, `${path}?permanent=true`, z.unknown(), { method: 'DELETE' });
    await again.catch((error: unknown) => {
      // A registry whose first deletion is final has nothing left to delete.
      const cause = error instanceof StreamkitError ? error.cause : undefined;
      if (!(cause instanceof RegistryRefusal && cause.status === 404)) throw error;
    });
  }
  return Array.isArray(answer) ? answer : [answer];
}

function body({ schema, type, references = [] }: Schema) {
  return {
    schema,
    ...(type === 'avro' ? {} : { schemaType: type.toUpperCase() }),
    ...(references.length === 0 ? {} : { references }),
  };
}

/**
 * A request whose refusal is put in words.
 * @param shape what the answer must be
 * @param subject whose absence is told with the names that are near
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
    return expectAnswer(registry, shape, await registryRequest(registry, path, request));
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
  const text = known
    ? `The subject ${subject} has no such version.`
    : `There is no subject named ${subject}.`;
  return new StreamkitError('NOT_FOUND', text, {
    service: 'schema-registry',
    suggestions: [
      ...(known ? [] : didYouMean(subject, subjects)),
      known ? `streamkit schema get ${subject}` : 'streamkit schema list',
    ],
    cause,
  });
}
