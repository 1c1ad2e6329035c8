import { dirname, resolve } from 'node:path';
import { isNode, LineCounter, parseDocument } from 'yaml';
import en from 'zod/v4/locales/en.js';
import * as z from 'zod/mini';
import { didYouMean } from '../shared/closest.js';
import { messageOf, StreamkitError } from '../shared/errors.js';

z.config(en());

const port = z.int().check(z.minimum(1), z.maximum(65_535));

const configSchema = z.strictObject({
  stack: z.optional(z.string()),
  engine: z.optional(z.enum(['auto', 'docker', 'local'])),
  kafkaMode: z.optional(z.enum(['zookeeper', 'kraft'])),
  services: z.optional(z.array(z.string())),
  /** How many instances of a service, such as `kafka: 3`. */
  scale: z.optional(z.record(z.string(), z.int())),
  /** `auto`, or ports by `service` or `service.port`. */
  ports: z.optional(z.union([z.literal('auto'), z.record(z.string(), port)])),
  /** Images to use instead of the default ones, by service or product. */
  images: z.optional(z.record(z.string(), z.string())),
  /** The folder shared with connectors in containers; relative to the folder of the file. */
  exchange: z.optional(z.string()),
  timeout: z.optional(z.string()),
});

/** streamkit.yml: the settings of a project's stack. Command-line flags override them. */
export type Config = z.infer<typeof configSchema>;

/**
 * Reads the text of a streamkit.yml.
 * @param path of the file, used in errors and to resolve relative paths
 * @throws StreamkitError CONFIG_INVALID that names file and line
 */
export function parseConfig(path: string, text: string): Config {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [syntaxError] = document.errors;
  if (syntaxError) throw invalid(path, lines.linePos(syntaxError.pos[0]).line, syntaxError.message);

  const checked = configSchema.safeParse(valuesOf(path, document) ?? {});
  if (checked.success) {
    const { exchange, ...settings } = checked.data;
    return exchange === undefined ? settings : { ...settings, exchange: resolve(dirname(path), exchange) };
  }
  const [issue] = checked.error.issues;
  const unknownKey = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const place = [...(issue?.path ?? []), ...(unknownKey === undefined ? [] : [unknownKey])];
  const node = keyNode(document.contents, place) ?? document.getIn(place, true);
  const offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  throw invalid(path, lines.linePos(offset).line, describe(issue, place), unknownKey);
}

/** @throws StreamkitError CONFIG_INVALID for an undefined alias, or for more aliases than a real file has */
function valuesOf(
  path: string,
  document: { toJS: (options: { maxAliasCount: number }) => unknown },
): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw invalid(path, 1, messageOf(error));
  }
}

/** The node of the last key of a path, to report its line; list items have none. */
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
  if (issue?.code === 'unrecognized_keys') return `unknown setting "${key}"`;
  return `${key === '' ? 'the file' : key}: ${issue?.message ?? 'not valid'}`;
}

function invalid(path: string, line: number, problem: string, unknownKey?: string): StreamkitError {
  const keys = Object.keys(configSchema.shape);
  return new StreamkitError('CONFIG_INVALID', `${path}:${line}: ${problem.trim()}`, {
    suggestions:
      unknownKey === undefined
        ? ['Fix this line and run the command again.']
        : didYouMean(unknownKey, keys, 'Settings'),
  });
}
