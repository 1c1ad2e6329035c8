import * as z from 'zod/mini';
import { messageOf, StreamkitError } from '../../shared/errors.js';
import { parseJson, writeJson } from '../records/json.js';
import { invalidReason } from './invalid-schema.js';
import { registryAnswer, RegistryRefusal, registryFailure, registryRequest } from './registry.js';
import { reasonOf } from './schema-reason.js';
import { incompatibilities } from './resolve-avro.js';
import type { RegisteredSchema, Schema } from './schemas.js';

export interface Registration extends RegisteredSchema {
  /** False where the subject already had the schema. */
  created: boolean;
}

/**
 * Registers a schema as the next version of a subject, unless the subject has it. Layout does not matter: JSON is sent in
 * its compact form, as other clients send and look it up.
 * @throws StreamkitError USAGE for an invalid or incompatible schema, with the reason
 */
export async function registerSchema(
  registry: string,
  subject: string,
  schema: Schema,
): Promise<Registration> {
  const path = `/subjects/${encodeURIComponent(subject)}`;
  try {
    const request = { method: 'POST', body: requestBody(schema) } as const;
    const before = await lookUp(registry, path, request.body);
    if (before) return { subject, ...before, ...schema, created: false };
    const answer = await registryRequest(registry, `${path}/versions`, request);
    const { id } = registryAnswer(registry, z.object({ id: z.int() }), answer);
    const found = await lookUp(registry, path, request.body);
    if (!found) throw new StreamkitError('NOT_FOUND', `Subject ${subject} was deleted just now.`);
    return { subject, version: found.version, id, ...schema, created: true };
  } catch (error) {
    throw await refusal(registry, subject, schema, error);
  }
}

/** The version of a subject that is this schema, whatever its layout; undefined if there is none. */
export async function findRegistered(
  registry: string,
  subject: string,
  schema: Schema,
): Promise<{ version: number; id: number } | undefined> {
  try {
    return await lookUp(registry, `/subjects/${encodeURIComponent(subject)}`, requestBody(schema));
  } catch (error) {
    throw registryFailure(error);
  }
}

const foundShape = z.object({ version: z.int(), id: z.int() });

/** @returns undefined where the subject does not have the schema */
async function lookUp(registry: string, path: string, body: unknown) {
  try {
    const answer = await registryRequest(registry, path, { method: 'POST', body });
    const { version, id } = registryAnswer(registry, foundShape, answer);
    return { version, id };
  } catch (error) {
    // Some registries refuse an unknown reference or an invalid schema here; registering gives the reason.
    if (error instanceof RegistryRefusal && error.status < 500) return undefined;
    throw error;
  }
}

export function requestBody({ schema, type, references = [] }: Schema) {
  return {
    schema: type === 'protobuf' ? schema : writeJson(parseJson(schema)),
    ...(type === 'avro' ? {} : { schemaType: type.toUpperCase() }),
    ...(references.length === 0 ? {} : { references }),
  };
}

/** A refusal with the reason that our own reading of the schema finds, where the registry's says little. */
export async function refusal(
  registry: string,
  subject: string,
  schema: Schema,
  error: unknown,
): Promise<unknown> {
  // Neither parser nor writer of JSON can follow a schema that is nested too deeply.
  if (error instanceof RangeError) return invalidSchema(schema, reasonOf(error), error);
  if (!(error instanceof RegistryRefusal) || error.status >= 500) return registryFailure(error);
  const invalid = await invalidReason(registry, schema);
  if (invalid !== undefined) return invalidSchema(schema, invalid, error);
  if (error.message.includes('discover artifact type')) {
    return invalidSchema(schema, 'the registry does not recognize it.', error);
  }
  const reasons = await incompatibilities(registry, subject, schema).catch((cause: unknown) => [
    messageOf(cause),
  ]);
  if (error.status !== 409 && (reasons === undefined || reasons.length === 0)) return registryFailure(error);
  return new StreamkitError('USAGE', `The schema is not compatible with the versions of ${subject}.`, {
    service: 'schema-registry',
    evidence: reasons === undefined || reasons.length === 0 ? [error.message] : reasons,
    cause: error,
  });
}

function invalidSchema({ type }: Schema, reason: string, cause: Error): StreamkitError {
  const text = `The schema is not valid ${names[type]}: ${reason}`;
  return new StreamkitError('USAGE', text, { service: 'schema-registry', cause });
}

const names = { avro: 'Avro', json: 'JSON Schema', protobuf: 'Protobuf' };
