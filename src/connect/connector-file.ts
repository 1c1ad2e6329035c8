import { extname, isAbsolute, resolve } from 'node:path';
import { messageOf, StreamkitError } from '../shared/errors.js';
import { readUserText } from '../shared/input-file.js';

/** The states that a connector can be created in (KIP-980). */
const initialStates = ['RUNNING', 'PAUSED', 'STOPPED'] as const;

export interface ConnectorConfig {
  name: string;
  config: Record<string, string>;
  initial_state?: (typeof initialStates)[number];
}

/**
 * Reads a connector from a .properties file, as in Connect's standalone mode, or from JSON in the form of its REST API
 * (`{"name", "config", "initial_state"}`, or the config alone with a name in it). Relative paths in it are resolved
 * against the working directory.
 * @throws StreamkitError NOT_FOUND for a file that does not exist, USAGE for one that is not a connector
 */
export async function readConnectorFile(path: string, cwd: string): Promise<ConnectorConfig> {
  const text = await readUserText(path, 'connector file');
  const { initial_state: state, ...connector } =
    extname(path) === '.json' ? fromJson(path, text) : { config: await propertiesIn(text) };
  const { config } = connector;
  const name = connector.name ?? config['name'];
  if (name === undefined || name === '') throw invalid(path, 'it has no "name"');
  if (config['connector.class'] === undefined) throw invalid(path, 'it has no "connector.class"');
  return {
    name,
    config: { ...withAbsolutePaths(config, cwd), name },
    ...(state === undefined ? {} : { initial_state: initialState(path, state) }),
  };
}

/** The entries of .properties text, with Java's escapes and continued lines. @throws StreamkitError USAGE for a broken escape */
export async function propertiesIn(text: string): Promise<Record<string, string>> {
  const { getProperties } = await import('properties-file');
  try {
    return getProperties(text);
  } catch (error) {
    throw new StreamkitError('USAGE', `The .properties file cannot be parsed: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

/**
 * A worker has a working directory of its own, so paths must not depend on it: `file` of the file connectors, and the
 * file of an SQLite URL. References to a config provider (`${file:/path:key}`) are left alone. Pure.
 */
export function withAbsolutePaths(config: Record<string, string>, cwd: string): Record<string, string> {
  const { file, 'connection.url': url } = config;
  const database = /^jdbc:sqlite:(?!:|file:)([^?]+)(\?.*)?$/.exec(url ?? '');
  return {
    ...config,
    ...(isRelative(file) ? { file: resolve(cwd, file) } : {}),
    ...(isRelative(database?.[1])
      ? { 'connection.url': `jdbc:sqlite:${resolve(cwd, database[1])}${database[2] ?? ''}` }
      : {}),
  };
}

/** The files of this machine that a connector with absolute paths reads or writes, as far as its settings show. Pure. */
export function filesIn({ file, 'connection.url': url = '' }: Record<string, string>): string[] {
  const database = /^jdbc:sqlite:(?:file:)?(\/[^?]+)/.exec(url)?.[1];
  return [file, database].filter((path) => path !== undefined).filter((path) => !isReference(path));
}

function isRelative<Path extends string | undefined>(path: Path): path is Path & string {
  return path !== undefined && path !== '' && !isAbsolute(path) && !isReference(path);
}

/** Resolved by the worker, by one of its config providers. */
function isReference(value: string): boolean {
  return value.includes('${');
}

function fromJson(
  path: string,
  text: string,
): { name?: string; config: Record<string, string>; initial_state?: unknown } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw invalid(path, messageOf(error));
  }
  if (!isObject(parsed)) throw invalid(path, 'it is not a JSON object');
  const { name, config, initial_state: state } = parsed;
  if (config === undefined) return { config: settings(path, parsed) };
  if (!isObject(config)) throw invalid(path, 'its "config" is not an object');
  return {
    ...(typeof name === 'string' ? { name } : {}),
    config: settings(path, config),
    ...(state === undefined ? {} : { initial_state: state }),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function settings(path: string, object: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => {
      if (!['string', 'number', 'boolean'].includes(typeof value))
        throw invalid(path, `the value of "${key}" is not text, a number, true or false`);
      return [key, String(value)];
    }),
  );
}

function initialState(path: string, state: unknown): (typeof initialStates)[number] {
  const known = initialStates.find((one) => one === state);
  if (known) return known;
  throw invalid(path, `its "initial_state" is not one of ${initialStates.join(', ')}`);
}

function invalid(path: string, why: string): StreamkitError {
  return new StreamkitError('USAGE', `${path} is not a connector: ${why}.`);
}
