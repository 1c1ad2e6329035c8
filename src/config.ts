import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { closest } from './closest.js';
import { StreamkitError, systemCode } from './errors.js';

export const configFileName = 'streamkit.yml';

const port = z.number().int().min(1).max(65_535);

const configSchema = z.strictObject({
  stack: z.string().optional(),
  engine: z.enum(['auto', 'docker', 'local']).optional(),
  kafkaMode: z.enum(['zookeeper', 'kraft']).optional(),
  services: z.array(z.string()).optional(),
  /** `auto`, or ports by `service` or `service.port`. */
  ports: z.union([z.literal('auto'), z.record(z.string(), port)]).optional(),
  timeout: z.string().optional(),
});

/** streamkit.yml: what a project wants of its stack. Flags of a command win over it. */
export type Config = z.infer<typeof configSchema>;

/**
 * Reads the streamkit.yml of a folder or of the nearest one above it; without one everything is left to defaults.
 * @throws StreamkitError CONFIG_INVALID naming file and line
 */
export async function loadConfig(dir: string): Promise<Config> {
  const file = await findUp(dir);
  return file ? parseConfig(file.path, file.text) : {};
}

async function findUp(dir: string): Promise<{ path: string; text: string } | undefined> {
  const path = join(dir, configFileName);
  try {
    return { path, text: await readFile(path, 'utf8') };
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw unreadable(path, error);
    return dirname(dir) === dir ? undefined : findUp(dirname(dir));
  }
}

export async function parseConfig(path: string, text: string): Promise<Config> {
  const { LineCounter, parseDocument, isNode } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [syntaxError] = document.errors;
  if (syntaxError) throw invalid(path, lines.linePos(syntaxError.pos[0]).line, syntaxError.message);

  const checked = configSchema.safeParse(document.toJS({ maxAliasCount: 100 }) ?? {});
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const unknownKey = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const place = [...(issue?.path ?? []), ...(unknownKey === undefined ? [] : [unknownKey])];
  const node = keyNode(document.contents, place) ?? document.getIn(place, true);
  const offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  throw invalid(path, lines.linePos(offset).line, describe(issue, place), unknownKey);
}

/** The node of the last key of a path, which is where a reader looks; values of a list have none. */
function keyNode(contents: unknown, path: PropertyKey[]): unknown {
  let node = contents as { items?: { key?: { value?: unknown }; value?: unknown }[] } | null | undefined;
  let key: unknown;
  for (const step of path) {
    const pair = node?.items?.find((item) => item.key?.value === step);
    if (!pair) return undefined;
    key = pair.key;
    node = pair.value as typeof node;
  }
  return key;
}

function describe(issue: z.core.$ZodIssue | undefined, place: PropertyKey[]): string {
  const key = place.map(String).join('.');
  if (issue?.code === 'unrecognized_keys') return `there is no setting "${key}"`;
  return `${key === '' ? 'the file' : key}: ${issue?.message ?? 'not valid'}`;
}

function invalid(path: string, line: number, problem: string, unknownKey?: string): StreamkitError {
  const keys = Object.keys(configSchema.shape);
  return new StreamkitError('CONFIG_INVALID', `${path}:${line}: ${problem.trim()}`, {
    suggestions:
      unknownKey === undefined
        ? ['Mend that line and run the command again.']
        : [...closest(unknownKey, keys).map((key) => `Did you mean ${key}?`), `Settings: ${keys.join(', ')}`],
  });
}

function unreadable(path: string, error: unknown): StreamkitError {
  return new StreamkitError('CONFIG_INVALID', `${path} cannot be read.`, { cause: error });
}
