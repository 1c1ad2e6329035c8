import { join } from 'node:path';
import { StreamkitError } from '../shared/errors.js';
import { writeNewFiles } from '../shared/files.js';
import type { Session } from '../stack/session.js';
import type { Targets } from './exported-stack.js';
import { gatherStack } from './gather/stack.js';
import { manifestFiles, manifests } from './manifests.js';
import type { LeftOut } from './object.js';

/** The typed result of `export kubernetes --json`. */
export interface ExportedKubernetes {
  /** Absolute paths. */
  files: string[];
  objects: { apiVersion: string; kind: string; name: string }[];
  /** Secrets that must be created first, with their keys. */
  secrets: { name: string; keys: string[] }[];
  leftOut: LeftOut[];
}

export interface KubernetesOptions extends Partial<Targets> {
  /** Absolute. */
  dir: string;
  /** Overwrite files that exist. */
  force: boolean;
}

/**
 * Writes the stack as objects for Strimzi, the operators of Flink and Spark, and Kubernetes itself.
 * @throws StreamkitError NOT_FOUND without a stack and a streamkit.yml, ALREADY_EXISTS
 */
export async function exportKubernetes(
  session: Session,
  { dir, force, ...targets }: KubernetesOptions,
): Promise<ExportedKubernetes> {
  checkTargets(targets);
  const stack = await gatherStack(session, targets);
  const parts = manifests(stack);
  const files = await manifestFiles(stack, parts);
  const paths = Object.fromEntries(Object.entries(files).map(([name, text]) => [join(dir, name), text]));
  await writeNewFiles(paths, force);
  return {
    files: Object.keys(paths),
    objects: parts.flatMap(({ objects }) =>
      objects.map(({ apiVersion, kind, metadata }) => ({ apiVersion, kind, name: metadata.name })),
    ),
    secrets: parts.flatMap((one) => one.secrets.map(({ name, keys }) => ({ name, keys: Object.keys(keys) }))),
    leftOut: parts.flatMap((one) => one.leftOut),
  };
}

/** @throws StreamkitError USAGE for text that is not the prefix of an image, or not a URL */
export function checkTargets({ images, jars }: Partial<Targets>): void {
  if (images !== undefined && !/^[a-z0-9.-]+(:\d{1,5})?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/.test(images)) {
    throw new StreamkitError('USAGE', `--images ${images} is not the prefix of an image name.`, {
      suggestions: ['Write it as --images ghcr.io/acme/shop, without a scheme and a tag.'],
    });
  }
  if (jars !== undefined && !/^https?:$/.test(URL.canParse(jars) ? new URL(jars).protocol : '')) {
    throw new StreamkitError('USAGE', `--jars ${jars} is not an HTTP address.`, {
      suggestions: ['Write it as --jars https://repo.acme.com/jars.'],
    });
  }
}
