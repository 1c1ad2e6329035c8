import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { packageRoot } from '../shared/package-root.js';
import { StreamkitError } from '../shared/errors.js';
import { readIfThere } from '../shared/files.js';
import { catalogue } from '../services/catalogue.js';
import { instanceOf } from '../services/instances.js';
import { kafkaModes, type ServiceDefinition } from '../services/types.js';

/** The format of snapshots that is written. Raise it when an older streamkit could misread one. */
export const formatVersion = 1;

const shape = z.object({
  version: z.int(),
  name: z.string(),
  stack: z.string(),
  createdAt: z.iso.datetime(),
  /** The version of streamkit. */
  streamkit: z.string(),
  kafkaMode: z.enum(kafkaModes),
  /** Versions by product: kafka, mysql, … */
  products: z.record(z.string(), z.string()),
  /** Of its files. */
  bytes: z.number(),
});

/** What is known of a snapshot: snapshot.json beside its data. */
export type Manifest = z.infer<typeof shape>;

export const manifestFile = 'snapshot.json';
export const dataFolder = 'data';

/** Products of services with their versions. */
export function productsOf(services: ServiceDefinition[]): Record<string, string> {
  return Object.fromEntries(services.map((service) => [instanceOf(service).of, service.version]));
}

export async function streamkitVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

/** The manifest in a folder; undefined where there is none, or one that cannot be read. */
export async function readManifest(dir: string): Promise<Manifest | undefined> {
  const text = await readIfThere(join(dir, manifestFile));
  return text === undefined ? undefined : parseManifest(text);
}

/** @returns undefined for text that is not a manifest */
export function parseManifest(text: string): Manifest | undefined {
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** @throws StreamkitError STACK_NEWER for a snapshot of newer versions than these, whose data they could misread */
export function refuseNewer(manifest: Manifest, own: string): void {
  const { version, streamkit, products, kafkaMode } = manifest;
  if (version > formatVersion || isNewer(streamkit, own))
    throw newer(manifest, `streamkit ${streamkit}`, own);
  const known = productsOf(catalogue(kafkaMode, 'local'));
  for (const [product, made] of Object.entries(products)) {
    const current = known[product];
    if (current === undefined) throw newer(manifest, `${product} ${made}`, `no ${product}`);
    if (isNewer(made, current)) throw newer(manifest, `${product} ${made}`, current);
  }
}

function newer({ name }: Manifest, what: string, own: string): StreamkitError {
  return new StreamkitError(
    'STACK_NEWER',
    `Snapshot ${name} was made with ${what}; this streamkit has ${own}.`,
    {
      suggestions: ['Update streamkit and run the command again.'],
    },
  );
}

/** Compares versions number by number: 4.10.0 is newer than 4.9.1. Pure. */
export function isNewer(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => (text.match(/\d+/g) ?? []).map(Number));
  for (let at = 0; at < Math.max(a?.length ?? 0, b?.length ?? 0); at++) {
    const difference = (a?.[at] ?? 0) - (b?.[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
