import { probeHttp } from '../health/probe.js';
import { hadoopImageVersion, httpfsInDocker } from './docker/hdfs.js';
import type { ServiceDefinition } from './types.js';

/** WebHDFS where a DataNode has another address for each side; the local engine's has one for all. */
export const httpfs: ServiceDefinition = {
  name: 'httpfs',
  group: 'hdfs',
  title: 'Apache Hadoop HttpFS',
  version: hadoopImageVersion,
  needs: ['hdfs'],
  ports: [{ name: 'http', default: 14_000 }],
  endpoints: (port) => ({ webhdfs: `http://127.0.0.1:${port('http')}/webhdfs/v1` }),
  readiness:
    ({ port }) =>
    async (signal) =>
      probeHttp(`http://127.0.0.1:${port('http')}/webhdfs/v1/?op=GETFILESTATUS&user.name=hadoop`, signal),
  docker: httpfsInDocker,
};
