import { closest } from '../closest.js';
import { StreamkitError } from '../errors.js';
import { RegistryRefusal, registryFailure, registryRequest } from './registry.js';

export const schemaTypes = ['avro', 'json', 'protobuf'] as const;
export type SchemaType = (typeof schemaTypes)[number];

export const compatibilityLevels = [
  'BACKWARD',
  'BACKWARD_TRANSITIVE',
  'FORWARD',
  'FORWARD_TRANSITIVE',
  'FULL',
  'FULL_TRANSITIVE',
  'NONE',
] as const;
export type CompatibilityLevel = (typeof compatibilityLevels)[number];

export interface Schema {
  schema: string;
  type: SchemaType;
}

export interface RegisteredSchema extends Schema {
  subject: string;
  version: number;
  id: number;
}

/** All subjects, by name. */
export async function listSubjects(registry: string): Promise<string[]> {
  return ((await ask(registry, '/subjects')) as string[]).sort();
}

/** The versions of a subject, oldest first. @throws StreamkitError NOT_FOUND */
export async function listVersions(registry: string, subject: string): Promise<number[]> {
  return (await ask(registry, `/subjects/${encodeURIComponent(subject)}/versions`, {}, subject)) as number[];
}

/** @throws StreamkitError NOT_FOUND for an unknown subject or version */
export async function getSchema(
  registry: string,
  subject: string,
  version: number | 'latest',
): Promise<RegisteredSchema> {
  const found = (await ask(
    registry,
    `/subjects/${encodeURIComponent(subject)}/versions/${version}`,
    {},
    subject,
  )) as {
    subject: string;
    version: number;
    id: number;
    schema: string;
    schemaType?: string;
  };
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
  const { id } = (await ask(registry, `${path}/versions`, { method: 'POST', body: body(schema) })) as {
    id: number;
  };
  const found = (await ask(registry, path, { method: 'POST', body: body(schema) })) as { version: number };
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
  const answer = (await ask(registry, path, { method: 'POST', body: body(schema) }, subject)) as {
    is_compatible: boolean;
    messages?: string[];
    reason?: string;
  };
  const reasons = answer.messages ?? (answer.reason === undefined ? [] : [answer.reason]);
  return { compatible: answer.is_compatible, reasons };
}

/** The level of a subject (its own, or else the registry's), or the registry's own without a subject. */
export async function compatibility(
  registry: string,
  subject: string | undefined,
): Promise<CompatibilityLevel> {
  const path =
    subject === undefined ? '/config' : `/config/${encodeURIComponent(subject)}?defaultToGlobal=true`;
  const answer = (await ask(registry, path, {}, subject)) as { compatibilityLevel: CompatibilityLevel };
  return answer.compatibilityLevel;
}

export async function setCompatibility(
  registry: string,
  subject: string | undefined,
  level: CompatibilityLevel,
): Promise<void> {
  const path = subject === undefined ? '/config' : `/config/${encodeURIComponent(subject)}`;
  await ask(registry, path, { method: 'PUT', body: { compatibility: level } }, subject);
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
  const answer = (await ask(registry, path, { method: 'DELETE' }, subject)) as number | number[];
  if (permanent) {
    await ask(registry, `${path}?permanent=true`, { method: 'DELETE' }).catch((error: unknown) => {
      // A registry whose first deletion is final has nothing left to delete.
      if (!(
        error instanceof StreamkitError &&
        error.cause instanceof RegistryRefusal &&
        error.cause.status === 404
      ))
        throw error;
    });
  }
  return Array.isArray(answer) ? answer : [answer];
}

function body({ schema, type }: Schema) {
  return type === 'avro' ? { schema } : { schema, schemaType: type.toUpperCase() };
}

/** @param subject whose absence is told with the names that are near */
async function ask(
  registry: string,
  path: string,
  request: Parameters<typeof registryRequest>[2] = {},
  subject?: string,
): Promise<unknown> {
  try {
    return await registryRequest(registry, path, request);
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
  const near = closest(subject, subjects);
  const text = known
    ? `The subject ${subject} has no such version.`
    : `There is no subject named ${subject}.`;
  return new StreamkitError('NOT_FOUND', text, {
    service: 'schema-registry',
    suggestions: [
      ...(known || near.length === 0 ? [] : [`Did you mean ${near.join(' or ')}?`]),
      known ? `streamkit schema get ${subject}` : 'streamkit schema list',
    ],
    cause,
  });
}
