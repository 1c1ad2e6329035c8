import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { didYouMean } from '../shared/closest.js';
import { StreamkitError } from '../shared/errors.js';
import { readIfThere, writeWhole } from '../shared/files.js';
import type { Home } from '../shared/home.js';
import { suggest } from '../shared/suggestion.js';
import { yamlAs } from './formats/yaml-file.js';
import { sourceFormats } from './types.js';

const text = z.optional(z.string());
const words = z.optional(z.array(z.string()));

/** How to sign in, for a context without a file of another tool. It names secrets and contains none. */
const security = z.strictObject({
  protocol: z.enum(['plaintext', 'ssl', 'sasl_plaintext', 'sasl_ssl']),
  mechanism: text,
  username: text,
  passwordEnvironment: text,
  passwordFile: text,
  passwordCommand: words,
  tokenUrl: text,
  clientId: text,
  scope: text,
  tokenCommand: words,
  ca: text,
  cert: text,
  key: text,
});

const entry = z.strictObject({
  /** A file of another tool, which is read whenever the context is used. */
  from: z.optional(z.strictObject({ format: z.enum(sourceFormats), file: z.string(), name: text })),
  bootstrapServers: text,
  security: z.optional(security),
  schemaRegistry: text,
  registryUser: text,
  connect: text,
  nimbus: text,
  flink: text,
  /** Absent: the context is read-only. */
  readOnly: z.optional(z.boolean()),
});

const shape = z.strictObject({ current: text, contexts: z.record(z.string(), entry) });

export type ContextEntry = z.infer<typeof entry>;
export type ContextSecurity = z.infer<typeof security>;
export type ContextFile = z.infer<typeof shape>;

export function contextsPath(home: Home): string {
  return join(home.root, 'contexts.yml');
}

/** @throws StreamkitError CONFIG_INVALID */
export async function readContexts(home: Home): Promise<ContextFile> {
  const path = contextsPath(home);
  const found = await readIfThere(path);
  return found === undefined ? { contexts: {} } : yamlAs(path, found, shape);
}

export async function writeContexts(home: Home, file: ContextFile): Promise<void> {
  const { stringify } = await import('yaml');
  const path = contextsPath(home);
  await writeWhole(path, stringify(file), 0o600);
  await chmod(path, 0o600);
}

/** @throws StreamkitError NOT_FOUND with a did-you-mean */
export function contextNamed({ contexts }: ContextFile, name: string): ContextEntry {
  const found = contexts[name];
  if (found) return found;
  const known = Object.keys(contexts);
  throw new StreamkitError('NOT_FOUND', `Context ${name} does not exist.`, {
    suggestions: [
      ...(known.length > 0 ? didYouMean(name, known, 'Contexts') : []),
      suggest('Add one', 'context', 'add', name, '--bootstrap-servers', 'HOST:PORT'),
    ],
  });
}

/** @throws StreamkitError USAGE, ALREADY_EXISTS */
export function requireNewName({ contexts }: ContextFile, name: string, replace: boolean): void {
  if (!/^[\w][\w.@:/-]{0,62}$/.test(name) || name === 'local') {
    throw new StreamkitError('USAGE', `Invalid name of a context: "${name}".`, {
      suggestions: ['Use 1 to 63 letters, digits and "._-@:/"; "local" is reserved for the local stack.'],
    });
  }
  if (contexts[name] && !replace) {
    throw new StreamkitError('ALREADY_EXISTS', `Context ${name} already exists.`, {
      suggestions: ['Add --replace to overwrite it.'],
    });
  }
}
