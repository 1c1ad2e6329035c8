import type { Config } from './schema.js';

const processors = { storm: 'storm', flink: 'flink', spark: 'spark' };

/**
 * The services to start by default: those that the project names, with those that its other keys need; undefined where it
 * names none and needs none. Pure.
 */
export function neededServices(config: Config): string[] | undefined {
  const { topics, schemas, connectors, jobs = {}, sql = {}, hdfs, data, services } = config;
  const needed = [
    ...(topics || data ? ['kafka'] : []),
    ...(schemas || data?.some(({ format }) => format === 'avro') ? ['schema-registry'] : []),
    ...(connectors ? ['connect'] : []),
    ...Object.values(jobs).flatMap(({ on }) => (on === undefined ? [] : [processors[on]])),
    ...Object.keys(sql),
    ...(hdfs ? ['hdfs'] : []),
  ];
  if (services === undefined && needed.length === 0) return undefined;
  return [...new Set([...(services ?? []), ...needed])];
}

/** Whether a project describes anything beyond its services. Pure. */
export function describesPipeline(config: Config): boolean {
  const { topics, schemas, connectors, jobs, sql, commands, hdfs, data } = config;
  return [topics, schemas, connectors, jobs, sql, commands, hdfs, data].some((one) => one !== undefined);
}
