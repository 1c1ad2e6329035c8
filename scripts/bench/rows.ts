import type { Row } from './row.js';
import { growthKafka, growthLogs, growthStacks } from './rows/growth.js';
import { latency } from './rows/latency.js';
import { memory } from './rows/memory.js';
import { scaffold, smoke } from './rows/projects.js';
import { consume, produce } from './rows/records.js';
import { small } from './rows/small.js';
import { start } from './rows/start.js';
import { upAll, upCore } from './rows/up.js';

/** All rows, in the order of the table. */
export const rows: Row[] = [
  start,
  small,
  upCore,
  upAll,
  produce,
  consume,
  latency,
  memory,
  growthKafka,
  growthLogs,
  growthStacks,
  scaffold,
  smoke,
];
