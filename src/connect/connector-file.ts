import { extname, isAbsolute, resolve } from 'node:path';
import { messageOf, StreamkitError } from '../shared/errors.js';
import { readWhole } from '../shared/input-file.js';

export interface ConnectorConfig {
  name: string;
  config: Record<string, string>;
}

/**
 * Reads a connector from a .properties file, as in Connect's standalone mode, or from JSON in the format of its REST API
 * (`{"name", "config"}`, or the config alone with a name in it). Relative paths in it are resolved against `cwd`.
 * @throws StreamkitError NOT_FOUND for a missing file, USAGE for a file that is not a connector
 */
export async function readConnectorFile(path: string, cwd: string): Promise<ConnectorConfig> {
  const text = await readWhole(path, 'FILE');
  const config = extname(path) === '.json' ? fromJson(path, text) : await propertiesIn(text);
  const { name } = config;
  if (name === undefined || name === '') throw invalid(path, '"name" is missing');
  if (config['connector.class'] === undefined) throw invalid(path, '"connector.class" is missing');
  return { name, config: withAbsolutePaths(config, cwd) };
}

/** Parses .properties text, including Java's escapes and line continuations. @throws StreamkitError USAGE for an invalid escape */
export async function propertiesIn(text: string): Promise<Record<string, string>> {
  const { getProperties } = await import('properties-file');
  try {
    return getProperties(text);
  } catch (error) {
    throw new StreamkitError('USAGE', `The file is not in .properties format: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

/**
 * Makes the paths in a connector's settings absolute, because the worker has another working directory: `file` of the
 * file connectors, and the file of an SQLite URL. Pure.
 */
export function withAbsolutePaths(config: Record<string, string>, cwd: string): Record<string, string> {
  const { file, 'connection.url': url } = config;
  const database = /^jdbc:sqlite:(?!:|file:)([^?]+)(\?.*)?$/.exec(url ?? '');
  return {
    ...config,
    ...(file === undefined || isAbsolute(file) ? {} : { file: resolve(cwd, file) }),
    ...(database?.[1] === undefined || isAbsolute(database[1])
      ? {}
      : { 'connection.url': `jdbc:sqlite:${resolve(cwd, database[1])}${database[2] ?? ''}` }),
  };
}

/** The local files that a connector with absolute paths reads or writes, according to its settings. Pure. */
export function filesIn({ file, 'connection.url': url = '' }: Record<string, string>): string[] {
  const database = /^jdbc:sqlite:(?:file:)?(\/[^?]+)/.exec(url)?.[1];
  return [file, database].filter((path) => path !== undefined);
}

function fromJson(path: string, text: string): Record<string, string> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw invalid(path, error instanceof Error ? error.message : 'it is not JSON');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw invalid(path, 'it is not a JSON object');
  const { name, config } = parsed as { name?: unknown; config?: unknown };
  const entries: unknown = config === undefined ? parsed : { name, ...(config as object) };
  if (typeof entries !== 'object' || entries === null) throw invalid(path, '"config" is not an object');
  return Object.fromEntries(
    Object.entries(entries).map(([key, value]) => {
      if (typeof value === 'object')
        throw invalid(path, `the value of "${key}" must be a string, a number or a boolean`);
      return [key, String(value)];
    }),
  );
}

function invalid(path: string, why: string): StreamkitError {
  return new StreamkitError('USAGE', `${path} is not a connector file: ${why}.`);
}
