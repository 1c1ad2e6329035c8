import { openSearchInDocker } from '../docker/opensearch.js';
import { clusterNameOf } from '../settings/cluster-name.js';
import { openSearchLogFile, openSearchSettings } from '../settings/opensearch-settings.js';
import { openSearchUserSettings } from '../settings/owned-settings.js';
import type { ServiceDefinition } from '../types.js';

/** Search and analytics with the REST API of Elasticsearch 7. */
export const opensearch: ServiceDefinition = {
  name: 'opensearch',
  title: 'OpenSearch',
  version: '2.19.6',
  optional: true,
  userSettings: openSearchUserSettings,
  needs: [],
  single: 'it runs as a cluster of a single node, which finds no others',
  ports: [
    { name: 'http', default: 9200 },
    { name: 'transport', default: 9300 },
  ],
  endpoints: (port) => ({ http: `http://127.0.0.1:${port('http')}` }),
  readiness:
    ({ port, stackId }) =>
    async (signal) => {
      const { probeOpenSearch } = await import('../../opensearch/probe.js');
      await probeOpenSearch(`http://127.0.0.1:${port('http')}`, clusterNameOf(stackId), signal);
    },
  clients: ({ endpoint }) => ({ variables: { OPENSEARCH_URL: endpoint } }),
  local: {
    kind: 'java',
    module: 'opensearch',
    heapMb: 256,
    main: { class: 'streamkit.opensearch.LocalOpenSearch' },
    systemProperties: ({ dir }) => ({ 'log4j2.configurationFile': `${dir}/conf/log4j2.properties` }),
    arguments: ({ dir }) => [`${dir}/conf`],
    files: ({ dir, port, stackId }) => ({
      'conf/log4j2.properties': openSearchLogFile,
      'conf/opensearch.yml': openSearchSettings(stackId, {
        'network.host': '127.0.0.1',
        'http.port': port('http'),
        'transport.port': port('transport'),
        'path.home': dir,
        'path.data': `${dir}/data`,
        'path.logs': `${dir}/logs`,
        'node.processors': 2,
      }),
    }),
  },
  docker: openSearchInDocker,
};
