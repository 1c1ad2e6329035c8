import { join, resolve } from 'node:path';
import { configFileName, type Config } from '../config/config.js';

interface Built {
  source?: string | undefined;
  build?: unknown;
  watch?: string[] | undefined;
}

/** The files and folders that a project depends on: absolute, patterns as they are. Pure. */
export function watchedPaths(config: Config): string[] {
  const dir = config.dir ?? '';
  const { schemas = {}, connectors = {}, jobs = {}, programs = {}, sql = {}, hdfs, data = [] } = config;
  const sources = (entry: Built, file?: string) => {
    const folder = resolve(dir, entry.source ?? '.');
    if (entry.build !== undefined || file === undefined)
      return (entry.watch ?? ['.']).map((path) => resolve(folder, path));
    return [resolve(dir, file)];
  };
  const files = [
    ...Object.values(schemas).map((schema) => (typeof schema === 'string' ? schema : schema.file)),
    ...(connectors.files ?? []),
    ...(connectors.plugins ?? []).flatMap((one) =>
      typeof one === 'string' && one.includes('/') ? [one] : [],
    ),
    ...Object.values(sql).flatMap((databases) => Object.values(databases ?? {}).flat()),
    ...Object.values(hdfs?.files ?? {}),
    ...data.map(({ file }) => file),
  ];
  return [
    join(dir, configFileName),
    ...files.map((file) => resolve(dir, file)),
    ...(connectors.plugins ?? []).flatMap((one) => (typeof one === 'string' ? [] : sources(one, one.file))),
    ...Object.values(jobs).flatMap((job) => sources(job, job.jar)),
    ...Object.values(programs).flatMap((program) => sources(program)),
  ].sort();
}
