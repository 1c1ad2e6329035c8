import { clusterNameOf } from './cluster-name.js';
import { log4jToStdout, propertiesFile } from './properties.js';
import { yamlFile } from './yaml.js';

/** opensearch.yml of a single node. @param own what depends on the engine */
export function openSearchSettings(stackId: string, own: Record<string, unknown>): string {
  return yamlFile({
    'cluster.name': clusterNameOf(stackId),
    'discovery.type': 'single-node',
    // A disk that is 95 % full would make all indexes read-only.
    'cluster.routing.allocation.disk.threshold_enabled': false,
    // It would count what the next garbage collection frees, which in a small heap is most of it.
    'indices.breaker.total.use_real_memory': false,
    ...own,
  });
}

export const openSearchLogFile = propertiesFile({
  status: 'ERROR',
  'appender.stdout.type': 'Console',
  'appender.stdout.name': 'stdout',
  'appender.stdout.layout.type': 'PatternLayout',
  'appender.stdout.layout.pattern': log4jToStdout['log4j.appender.stdout.layout.ConversionPattern'],
  'rootLogger.level': 'INFO',
  'rootLogger.appenderRef.stdout.ref': 'stdout',
});
