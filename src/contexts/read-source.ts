import { access, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { StreamkitError, systemCode } from '../shared/errors.js';
import { missingFile } from '../shared/input-file.js';
import { sourceProblem } from './formats/problem.js';
import type { Cluster, SourceFormat } from './types.js';

type Reader = (file: string, text: string) => Map<string, Cluster>;

/** Loaded when a context of the format is used. */
const readers: Record<SourceFormat, () => Promise<Reader>> = {
  java: async () => single((await import('./formats/java.js')).fromJava),
  librdkafka: async () => single((await import('./formats/librdkafka.js')).fromLibrdkafka),
  rpk: async () => (await import('./formats/rpk.js')).fromRpk,
  kafkactl: async () => (await import('./formats/kafkactl.js')).fromKafkactl,
  kaf: async () => (await import('./formats/kaf.js')).fromKaf,
};

function single(read: (file: string, text: string) => Cluster): Reader {
  return (file, text) => new Map([['', read(file, text)]]);
}

/** All clusters of a file by their names in it; a format with one cluster has it under an empty name. */
export async function clustersIn(format: SourceFormat, file: string): Promise<Map<string, Cluster>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    throw missingFile(file, 'context file', error);
  }
  return (await readers[format]())(file, text);
}

/** @param name in the file; the current or only one for none @throws StreamkitError CONFIG_INVALID, NOT_FOUND */
export async function clusterIn(
  format: SourceFormat,
  file: string,
  name: string | undefined,
): Promise<Cluster> {
  const clusters = await clustersIn(format, file);
  const found = name === undefined ? [...clusters.values()][0] : clusters.get(name);
  if (found && found.brokers.length > 0) return found;
  if (found) throw sourceProblem(file, 'it names no bootstrap servers');
  throw new StreamkitError('NOT_FOUND', `${file} has no cluster named ${name ?? ''}.`, {
    suggestions: [`Clusters: ${[...clusters.keys()].join(', ')}`],
  });
}

/** Where the tools look for their files, in their order. */
function usualFiles(format: SourceFormat, environment: NodeJS.ProcessEnv): string[] {
  const home = homedir();
  const config = environment['XDG_CONFIG_HOME'] ?? join(home, '.config');
  const named = (name: string) => (environment[name] === undefined ? [] : [environment[name]]);
  switch (format) {
    case 'java':
      return [];
    case 'librdkafka':
      return [...named('KCAT_CONFIG'), join(config, 'kcat.conf'), join(config, 'kafkacat.conf')];
    case 'rpk':
      return [join(config, 'rpk', 'rpk.yaml')];
    case 'kafkactl':
      return [
        ...named('KAFKA_CTL_CONFIG'),
        join(config, 'kafkactl', 'config.yml'),
        join(home, '.kafkactl', 'config.yml'),
        '/etc/kafkactl/config.yml',
      ];
    case 'kaf':
      return [join(home, '.kaf', 'config')];
  }
}

/** The file of a tool on this machine. @throws StreamkitError NOT_FOUND */
export async function usualFile(format: SourceFormat, environment: NodeJS.ProcessEnv): Promise<string> {
  const candidates = usualFiles(format, environment);
  for (const file of candidates) {
    if (
      await access(file).then(
        () => true,
        () => false,
      )
    )
      return file;
  }
  const looked = candidates.length === 0 ? '' : ` (searched ${candidates.join(', ')})`;
  throw new StreamkitError('NOT_FOUND', `No file of ${format} was found${looked}.`, {
    suggestions: ['Name it: --file FILE.'],
  });
}
