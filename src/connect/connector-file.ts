import { readFile } from 'node:fs/promises';
import { extname, isAbsolute, resolve } from 'node:path';
import { messageOf, StreamkitError, systemCode } from '../shared/errors.js';

export interface ConnectorConfig {
  name: string;
  config: Record<string, string>;
}

/**
 * Reads a connector from a .properties file, as in Connect's standalone mode, or from JSON as its REST API takes it
 * (`{"name", "config"}`, or the config alone with a name in it). Relative paths in it start at the working directory.
 * @throws StreamkitError USAGE for a file that is not there or cannot be read as one
 */
export async function readConnectorFile(path: string, cwd: string): Promise<ConnectorConfig> {
  const text = await readUserFile(path);
  const config = extname(path) === '.json' ? fromJson(path, text) : await propertiesIn(text);
  const { name } = config;
  if (name === undefined || name === '') throw invalid(path, 'it has no "name"');
  if (config['connector.class'] === undefined) throw invalid(path, 'it has no "connector.class"');
  return { name, config: withAbsolutePaths(config, cwd) };
}

/** The entries of .properties text, with Java's escapes and continued lines. @throws StreamkitError USAGE for a broken escape */
export async function propertiesIn(text: string): Promise<Record<string, string>> {
  const { getProperties } = await import('properties-file');
  try {
    return getProperties(text);
  } catch (error) {
    throw new StreamkitError('USAGE', `These are no .properties: ${messageOf(error)}`, { cause: error });
  }
}

/**
 * A worker has a working directory of its own, so paths must not depend on it: `file` of the file connectors, and the
 * file of an SQLite URL. Pure.
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

/** The files of this machine that a connector with absolute paths reads or writes, as far as its settings tell. Pure. */
export function filesIn({ file, 'connection.url': url = '' }: Record<string, string>): string[] {
  const database = /^jdbc:sqlite:(?:file:)?(\/[^?]+)/.exec(url)?.[1];
  return [file, database].filter((path) => path !== undefined);
}

function fromJson(path: string, text: string): Record<string, string> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw invalid(path, error instanceof Error ? error.message : 'it is no JSON');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw invalid(path, 'it is no JSON object');
  const { name, config } = parsed as { name?: unknown; config?: unknown };
  const entries: unknown = config === undefined ? parsed : { name, ...(config as object) };
  if (typeof entries !== 'object' || entries === null) throw invalid(path, 'its "config" is no object');
  return Object.fromEntries(
    Object.entries(entries).map(([key, value]) => {
      if (typeof value === 'object')
        throw invalid(path, `the value of "${key}" is neither text, number nor true or false`);
      return [key, String(value)];
    }),
  );
}

/** @throws StreamkitError USAGE for a file that is not there or cannot be read */
export async function readUserFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const why = systemCode(error) === 'ENOENT' ? 'there is no such file' : 'it cannot be read';
    throw new StreamkitError('USAGE', `${path}: ${why}.`, { cause: error });
  }
}

function invalid(path: string, why: string): StreamkitError {
  return new StreamkitError('USAGE', `${path} is no connector: ${why}.`);
}
