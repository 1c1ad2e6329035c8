import * as z from 'zod/mini';
import { registryAnswer, RegistryRefusal, registryFailure, registryRequest } from './registry.js';
import { compatibilityLevels, type CompatibilityLevel } from '../../shared/compatibility-levels.js';
import { askRegistry, listVersions } from './schemas.js';

/** The compatibility level of a subject (default: the registry's), or of the registry without a subject. */
export async function compatibility(
  registry: string,
  subject: string | undefined,
): Promise<CompatibilityLevel> {
  const rules = apicurioRules(registry, subject);
  if (rules !== undefined) {
    if (subject !== undefined) await listVersions(registry, subject);
    return (await ownRule(rules, subject)) ?? compatibility(registry, undefined);
  }
  const path =
    subject === undefined ? '/config' : `/config/${encodeURIComponent(subject)}?defaultToGlobal=true`;
  const shape = z.object({ compatibilityLevel: z.enum(compatibilityLevels) });
  const answer = await askRegistry(registry, path, shape, {}, subject);
  return answer.compatibilityLevel;
}

/** @throws StreamkitError NOT_FOUND for an unknown subject */
export async function setCompatibility(
  registry: string,
  subject: string | undefined,
  level: CompatibilityLevel,
): Promise<void> {
  const rules = apicurioRules(registry, subject);
  if (rules !== undefined) {
    await setRule(registry, rules, subject, level);
    return;
  }
  const path = subject === undefined ? '/config' : `/config/${encodeURIComponent(subject)}`;
  const request = { method: 'PUT', body: { compatibility: level } } as const;
  await askRegistry(registry, path, z.unknown(), request, subject);
}

/**
 * Apicurio's own URL for the rules of a subject, or of the registry. Its Confluent API cannot be used for them: it reports
 * the default level as NONE, and to set NONE it deletes the rule, so that the default applies again.
 * @returns undefined for another registry
 */
function apicurioRules(registry: string, subject: string | undefined): string | undefined {
  const base = /^(.*)\/apis\/ccompat\/v\d$/.exec(registry)?.[1];
  if (base === undefined) return undefined;
  const owner = subject === undefined ? 'admin' : `groups/default/artifacts/${encodeURIComponent(subject)}`;
  return `${base}/apis/registry/v2/${owner}/rules`;
}

/** @returns undefined for a subject without a rule of its own */
async function ownRule(rules: string, subject: string | undefined): Promise<CompatibilityLevel | undefined> {
  try {
    const shape = z.object({ config: z.enum(compatibilityLevels) });
    return registryAnswer(rules, shape, await registryRequest(rules, '/COMPATIBILITY')).config;
  } catch (error) {
    if (subject === undefined || !isMissing(error)) throw registryFailure(error);
    return undefined;
  }
}

async function setRule(
  registry: string,
  rules: string,
  subject: string | undefined,
  level: CompatibilityLevel,
): Promise<void> {
  const body = { type: 'COMPATIBILITY', config: level };
  if (subject !== undefined) await listVersions(registry, subject);
  try {
    await registryRequest(rules, '/COMPATIBILITY', { method: 'PUT', body });
  } catch (error) {
    if (!isMissing(error)) throw registryFailure(error);
    await registryRequest(rules, '', { method: 'POST', body }).catch((refusal: unknown) => {
      throw registryFailure(refusal);
    });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof RegistryRefusal && error.status === 404;
}
