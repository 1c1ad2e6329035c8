import { dirname, resolve } from 'node:path';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type * as z from 'zod/mini';
import { messageOf, StreamkitError } from '../shared/errors.js';
import { speakPlainly } from '../shared/schema-words.js';
import { problemOf } from './problem.js';
import { configSchema, type Config } from './schema.js';

speakPlainly();

export type { Config };

/**
 * Reads the text of a streamkit.yml.
 * @param path of the file, used in errors and to resolve relative paths
 * @throws StreamkitError CONFIG_INVALID that names file and line
 */
export function parseConfig(path: string, text: string): Config {
  const { exchange, ...settings } = parseYaml(path, text, configSchema);
  return exchange === undefined ? settings : { ...settings, exchange: resolve(dirname(path), exchange) };
}

/** Reads YAML of a project. @throws StreamkitError CONFIG_INVALID that names file and line */
export function parseYaml<Schema extends z.ZodMiniType>(
  path: string,
  text: string,
  schema: Schema,
): z.infer<Schema> {
  const { document, lines } = parsed(text);
  const [syntaxError] = document.errors;
  if (syntaxError) throw invalid(path, lines.linePos(syntaxError.pos[0]).line, syntaxError.message);

  const values = valuesOf(path, document) ?? {};
  const checked = schema.safeParse(values);
  if (checked.success) return checked.data;
  const problem = problemOf(schema, checked.error.issues, values);
  throw invalid(path, lineIn(document, lines, problem.path), problem.text, problem.suggestions);
}

/** The line of a setting in the text of a streamkit.yml, from 1. @param place keys and indexes that lead to it */
export function lineOf(text: string, place: PropertyKey[]): number {
  const { document, lines } = parsed(text);
  return lineIn(document, lines, place);
}

function parsed(text: string) {
  const lines = new LineCounter();
  return { lines, document: parseDocument(text, { lineCounter: lines, prettyErrors: false }) };
}

/** The nearest setting above one that is not in the file. */
function lineIn(document: Document, lines: LineCounter, place: PropertyKey[]): number {
  for (let length = place.length; length > 0; length--) {
    const path = place.slice(0, length);
    const node = keyNode(document.contents, path) ?? document.getIn(path, true);
    if (isNode(node)) return lines.linePos(node.range?.[0] ?? 0).line;
  }
  return 1;
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
    if (typeof step === 'number') {
      node = node?.items?.[step] as typeof node;
      key = undefined;
      continue;
    }
    const pair = node?.items?.find((item) => String(item.key?.value) === String(step));
    if (!pair) return undefined;
    key = pair.key;
    node = pair.value as typeof node;
  }
  return key;
}

function invalid(path: string, line: number, problem: string, suggestions?: string[]): StreamkitError {
  return new StreamkitError('CONFIG_INVALID', `${path}:${line}: ${problem.trim()}`, {
    suggestions: suggestions ?? ['Fix this line and run the command again.'],
  });
}
