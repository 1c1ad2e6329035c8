import { didYouMean } from '../shared/closest.js';
import { StreamkitError } from '../shared/errors.js';
import type { Pipeline } from './pipeline.js';
import { connectFile } from './pipelines/connect-file.js';
import { connectJdbc } from './pipelines/connect-jdbc.js';
import { kafkaBasics } from './pipelines/kafka-basics.js';
import { stormHdfsHive } from './pipelines/storm-hdfs-hive.js';
import { stormMysql } from './pipelines/storm-mysql.js';

export const pipelines: Pipeline[] = [kafkaBasics, connectFile, connectJdbc, stormMysql, stormHdfsHive];

/** The named pipelines, all for no name. @throws StreamkitError USAGE with a did-you-mean */
export function findPipelines(names: string[]): Pipeline[] {
  if (names.length === 0) return pipelines;
  return names.map((name) => {
    const found = pipelines.find((pipeline) => pipeline.name === name);
    if (found) return found;
    const known = pipelines.map((pipeline) => pipeline.name);
    throw new StreamkitError('USAGE', `There is no smoke pipeline named "${name}".`, {
      suggestions: didYouMean(name, known, 'Pipelines'),
    });
  });
}
