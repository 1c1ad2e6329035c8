import { readFile, stat } from 'node:fs/promises';
import { extname, join, relative, resolve } from 'node:path';
import { configProblem, missingFile, type Config } from '../config/config.js';
import { readConnectorFile } from '../connect/connector-file.js';
import { schemaOfText } from '../kafka/registry/schema-of-text.js';
import { messageOf, StreamkitError } from '../shared/errors.js';
import { fileChecksum } from './checksum.js';
import { commandWords } from './builds.js';
import { desiredJobs } from './desired-jobs.js';
import { desiredPlugins } from './desired-plugins.js';
import { expand } from './expand.js';
import type { Desired, DesiredConnector, DesiredFile, DesiredSchema, DesiredScript } from './types.js';

type Place = (string | number)[];

/**
 * Reads what a project wants: its streamkit.yml, and the files that it names.
 * @throws StreamkitError CONFIG_INVALID that names file and line, for a file that is missing or not valid
 */
export async function loadDesired(config: Config): Promise<Desired> {
  const dir = config.dir ?? '';
  const { topics = {}, hdfs = {}, data = [] } = config;
  return {
    topics: Object.entries(topics).map(([name, topic]) => ({
      name,
      partitions: topic?.partitions,
      replication: topic?.replication,
      configs: texts(topic?.configs),
    })),
    schemas: await desiredSchemas(config, dir),
    plugins: await desiredPlugins(config, dir),
    connectors: await desiredConnectors(config, dir),
    scripts: await desiredScripts(config, dir),
    commands: await Promise.all(
      Object.entries(config.commands ?? {}).map(async ([name, { run, creates }]) => ({
        name,
        run: await commandWords(config, ['commands', name, 'run'], run),
        creates: creates === undefined ? undefined : resolve(dir, creates),
      })),
    ),
    folders: (hdfs.folders ?? []).map(hdfsPath),
    files: await desiredFiles(config, dir),
    data: await Promise.all(
      data.map(async ({ topic, file, format = 'string', keySeparator }, index) => {
        const path = await existing(config, ['data', index, 'file'], resolve(dir, file));
        return { topic, name: file, path, checksum: await fileChecksum(path), format, keySeparator };
      }),
    ),
    jobs: await desiredJobs(config, dir),
  };
}

async function desiredSchemas(config: Config, dir: string): Promise<DesiredSchema[]> {
  return Promise.all(
    Object.entries(config.schemas ?? {}).map(async ([subject, given]) => {
      const place = ['schemas', subject];
      const {
        file,
        references = {},
        compatibility,
        ...rest
      } = typeof given === 'string' ? { file: given } : given;
      const type = rest.type ?? typeOf(file);
      const path = await existing(config, place, resolve(dir, file));
      const text = await readFile(path, 'utf8');
      await valid(config, place, () => schemaOfText(text, type));
      const named = Object.entries(references).map(([name, reference]) => {
        const [, other = '', version] = /^(.*?)(?::(\d+))?$/.exec(reference) ?? [];
        return { name, subject: other, version: version === undefined ? undefined : Number(version) };
      });
      return { subject, type, text, references: named, compatibility };
    }),
  );
}

function typeOf(file: string) {
  return extname(file) === '.proto' ? 'protobuf' : extname(file) === '.json' ? 'json' : 'avro';
}

async function desiredConnectors(config: Config, dir: string): Promise<DesiredConnector[]> {
  const found = await filesOf(config, ['connectors', 'files'], config.connectors?.files ?? [], dir);
  return Promise.all(
    found.map(async ({ path, place }) => ({
      ...(await valid(config, place, async () => readConnectorFile(path, dir))),
      file: path,
    })),
  );
}

async function desiredScripts(config: Config, dir: string): Promise<DesiredScript[]> {
  const scripts: DesiredScript[] = [];
  for (const product of ['mysql', 'postgres', 'hive', 'cassandra'] as const) {
    for (const [database, patterns] of Object.entries(config.sql?.[product] ?? {})) {
      for (const { path } of await filesOf(config, ['sql', product, database], patterns, dir)) {
        const name = relative(dir, path);
        if (scripts.some((one) => one.path === path && one.database === database && one.product === product))
          continue;
        scripts.push({ product, database, name, path, checksum: await fileChecksum(path) });
      }
    }
  }
  return scripts;
}

async function desiredFiles(config: Config, dir: string): Promise<DesiredFile[]> {
  return Promise.all(
    Object.entries(config.hdfs?.files ?? {}).map(async ([target, file]) => {
      const path = await existing(config, ['hdfs', 'files', target], resolve(dir, file));
      const { size } = await stat(path);
      return { target: hdfsPath(target), path, checksum: await fileChecksum(path), bytes: size };
    }),
  );
}

function hdfsPath(path: string): string {
  return join('/', path).replace(/(.)\/$/, '$1');
}

export function texts(values: Record<string, string | number | boolean> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

/** The files of a list of patterns, in its order. @throws StreamkitError CONFIG_INVALID for one that matches none */
async function filesOf(config: Config, place: Place, patterns: string[], dir: string) {
  const found: { path: string; place: Place }[] = [];
  for (const [index, pattern] of patterns.entries()) {
    const here = [...place, index];
    const paths = await expand(dir, pattern);
    if (paths.length === 0) throw await missingFile(config, here, pattern);
    for (const path of paths) found.push({ path: await existing(config, here, path), place: here });
  }
  return found;
}

async function existing(config: Config, place: Place, path: string): Promise<string> {
  if ((await stat(path).catch(() => undefined))?.isFile() === true) return path;
  throw await missingFile(config, place, path);
}

async function valid<Result>(
  config: Config,
  place: Place,
  read: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    const suggestions = error instanceof StreamkitError ? error.suggestions : [];
    throw await configProblem(config, place, messageOf(error).replace(/\.$/, ''), suggestions);
  }
}
