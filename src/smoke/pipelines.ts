import { didYouMean } from '../shared/closest.js';
import { StreamkitError } from '../shared/errors.js';
import type { Pipeline } from './pipeline.js';
import { cdc, cdcPostgres } from './pipelines/cdc.js';
import { connectFile } from './pipelines/connect-file.js';
import { connectJdbc } from './pipelines/connect-jdbc.js';
import { failover } from './pipelines/failover.js';
import { flink } from './pipelines/flink.js';
import { hdfs } from './pipelines/hdfs.js';
import { kafkaBasics } from './pipelines/kafka-basics.js';
import { kafkaStreams } from './pipelines/kafka-streams.js';
import { opensearch } from './pipelines/opensearch.js';
import { s3 } from './pipelines/s3.js';
import { secure } from './pipelines/secure.js';
import { spark } from './pipelines/spark.js';
import { stormHdfsHive } from './pipelines/storm-hdfs-hive.js';
import { stormMysql } from './pipelines/storm-mysql.js';
import { stormWindows } from './pipelines/storm-windows.js';

/** The pipelines of the chapter: what `smoke` runs without names. */
const chapter: Pipeline[] = [kafkaBasics, connectFile, connectJdbc, stormMysql, stormHdfsHive];

/** Run by name or with `--all`. */
const more: Pipeline[] = [
  cdc,
  cdcPostgres,
  s3,
  hdfs,
  opensearch,
  stormWindows,
  kafkaStreams,
  flink,
  spark,
  failover,
  secure,
];

export const pipelines: Pipeline[] = [...chapter, ...more];

export type PipelineGroup = 'chapter' | 'more';

export function groupOf(pipeline: Pipeline): PipelineGroup {
  return chapter.includes(pipeline) ? 'chapter' : 'more';
}

/** The named pipelines; the chapter's without names, or all. @throws StreamkitError USAGE with a did-you-mean */
export function findPipelines(names: string[], all = false): Pipeline[] {
  if (all && names.length > 0)
    throw new StreamkitError('USAGE', 'Give the names of pipelines or --all, not both.');
  if (names.length === 0) return all ? pipelines : chapter;
  return names.map((name) => {
    const found = pipelines.find((pipeline) => pipeline.name === name);
    if (found) return found;
    const known = pipelines.map((pipeline) => pipeline.name);
    throw new StreamkitError('USAGE', `Smoke pipeline "${name}" does not exist.`, {
      suggestions: didYouMean(name, known, 'Pipelines'),
    });
  });
}
