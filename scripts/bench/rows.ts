import type { Row } from './row.js';
import { cold } from './rows/cold.js';
import { consoleRow } from './rows/console.js';
import { firstRun } from './rows/first-run.js';
import { hdfs } from './rows/hdfs.js';
import { manyTopics } from './rows/many-topics.js';
import { sqlExport } from './rows/sql-export.js';
import { growthKafka, growthLogs, growthStacks } from './rows/growth.js';
import { jdbcSource } from './rows/jdbc.js';
import { latency } from './rows/latency.js';
import { memory } from './rows/memory.js';
import { processors } from './rows/processors.js';
import { scaffold, smoke } from './rows/projects.js';
import { consume, consumeAvro, produce } from './rows/records.js';
import { small } from './rows/small.js';
import { start } from './rows/start.js';
import { stormHdfs, stormMysql } from './rows/storm.js';
import { upAll, upCluster, upCore, upFlink, upSpark } from './rows/up.js';

/** All rows, in the order of the table. */
export const rows: Row[] = [
  start,
  small,
  upCore,
  upAll,
  upCluster,
  upFlink,
  upSpark,
  cold,
  firstRun,
  produce,
  consume,
  consumeAvro,
  latency,
  memory,
  consoleRow,
  jdbcSource,
  stormMysql,
  stormHdfs,
  processors,
  sqlExport,
  hdfs,
  growthKafka,
  manyTopics,
  growthLogs,
  growthStacks,
  scaffold,
  smoke,
];
