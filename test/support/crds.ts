import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import type { KubernetesObject } from '../../src/export/object.js';

/**
 * Validates objects against the JSON schemas that are made from the operators' own CRDs: files named
 * `GROUP_KIND_VERSION.json`, with unknown fields refused, in the folder that STREAMKIT_CRDS names.
 */
export interface Crds {
  /** What is wrong with an object; empty for a valid one. @throws Error for one without a schema */
  problems: (object: KubernetesObject) => string[];
  /** The same for the template of a pod, by the one that the Flink operator accepts. */
  podProblems: (template: unknown) => string[];
  has: (object: KubernetesObject) => boolean;
}

/** Undefined, with a message, where there is no such folder. */
export function openCrds(): Crds | undefined {
  const folder = process.env['STREAMKIT_CRDS'] ?? '';
  if (folder === '') {
    console.warn(
      'SKIPPED: Kubernetes objects are not validated. Set STREAMKIT_CRDS to a folder with the schemas of the operators.',
    );
    return undefined;
  }
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const compiled = new Map<string, ValidateFunction>();
  const validator = (file: string, of: (schema: object) => object = (schema) => schema) => {
    const known = compiled.get(file + String(of));
    if (known) return known;
    const schema = withOpenAlternatives(JSON.parse(readFileSync(join(folder, file), 'utf8'))) as object;
    const made = ajv.compile(of(schema));
    compiled.set(file + String(of), made);
    return made;
  };
  const run = (validate: ValidateFunction, value: unknown) => {
    validate(value);
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
    );
  };
  return {
    has: (object) => names.includes(fileOf(object)),
    problems: (object) => run(validator(fileOf(object)), object),
    podProblems: (template) =>
      run(validator('flink.apache.org_flinkdeployment_v1beta1.json', podTemplate), template),
  };
}

function fileOf({ apiVersion, kind }: KubernetesObject): string {
  const [group = '', version = ''] = apiVersion.split('/');
  return `${group}_${kind.toLowerCase()}_${version}.json`;
}

interface Schema {
  properties: Record<string, Schema>;
}

/**
 * Where unknown fields were refused in each part of a schema, the alternatives of a `oneOf` refuse the fields that stand
 * beside it: no volume of Strimzi could have its name. The schema around them refuses unknown fields already.
 */
function withOpenAlternatives(value: unknown, isAlternative = false): unknown {
  if (Array.isArray(value)) return value.map((one) => withOpenAlternatives(one, isAlternative));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !isAlternative || key !== 'additionalProperties')
      .map(([key, part]) => [key, withOpenAlternatives(part, ['oneOf', 'anyOf', 'allOf'].includes(key))]),
  );
}

function podTemplate(schema: object): object {
  const found = (schema as Schema).properties['spec']?.properties['podTemplate'];
  if (!found) throw new Error('The schema of FlinkDeployment has no podTemplate.');
  return found;
}
