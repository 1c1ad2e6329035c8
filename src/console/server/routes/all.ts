import type { Route } from '../router.js';
import { connectorRoutes } from './connectors.js';
import { drillRoutes } from './drills.js';
import { groupRoutes } from './groups.js';
import { hdfsRoutes } from './hdfs.js';
import { recordRoutes } from './records.js';
import { schemaRoutes } from './schemas.js';
import { smokeRoutes } from './smoke.js';
import { sqlRoutes } from './sql.js';
import { stackRoutes } from './stack.js';
import { streamJobRoutes } from './stream-jobs.js';
import { topicRoutes } from './topics.js';
import { topologyRoutes } from './topologies.js';

/** Everything that the API answers, below /api/v1/; `live` and /metrics are the server's own. */
export const allRoutes: Route[] = [
  ...stackRoutes,
  ...topicRoutes,
  ...recordRoutes,
  ...groupRoutes,
  ...schemaRoutes,
  ...connectorRoutes,
  ...topologyRoutes,
  ...streamJobRoutes,
  ...sqlRoutes,
  ...hdfsRoutes,
  ...smokeRoutes,
  ...drillRoutes,
];
