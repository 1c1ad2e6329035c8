import * as z from 'zod/mini';
import { registryAnswer, RegistryRefusal, registryRequest } from './registry.js';
import { refusal, requestBody } from './register-schema.js';
import { incompatibilities } from './resolve-avro.js';
import { getSchema, type Schema } from './schemas.js';

const answerShape = z.object({
  is_compatible: z.boolean(),
  messages: z.nullish(z.array(z.string())),
  reason: z.nullish(z.string()),
});

/**
 * Whether the subject's compatibility level allows a schema after the latest version, and why not.
 * @throws StreamkitError NOT_FOUND for the subject, USAGE for an invalid schema
 */
export async function checkSchema(
  registry: string,
  subject: string,
  schema: Schema,
): Promise<{ compatible: boolean; reasons: string[] }> {
  await getSchema(registry, subject, 'latest');
  try {
    const path = `/compatibility/subjects/${encodeURIComponent(subject)}/versions/latest?verbose=true`;
    const answer = registryAnswer(
      registry,
      answerShape,
      await registryRequest(registry, path, { method: 'POST', body: requestBody(schema) }),
    );
    const reasons = answer.messages ?? [answer.reason].filter((reason) => typeof reason === 'string');
    return { compatible: answer.is_compatible, reasons };
  } catch (error) {
    const reasons = await ownCheck(registry, subject, schema, error);
    if (!reasons) throw await refusal(registry, subject, schema, error);
    return { compatible: reasons.length === 0, reasons };
  }
}

/** Apicurio calls every schema with references invalid here, though it can register them. */
async function ownCheck(registry: string, subject: string, schema: Schema, error: unknown) {
  if (!(error instanceof RegistryRefusal) || error.status !== 422) return undefined;
  return incompatibilities(registry, subject, schema).catch(() => undefined);
}
