import { openSearchSettings } from '../settings/opensearch-settings.js';
import type { DockerRecipe } from '../docker-recipe.js';

const version = '2.19.6';
const imageUser = 1000;

/** Without the security plugin: the port is published on 127.0.0.1 only, as for the other services. */
export const openSearchInDocker: DockerRecipe = {
  as: { version, ports: [{ name: 'http', default: 9200 }] },
  containers: [
    {
      name: 'opensearch',
      image: `opensearchproject/opensearch:${version}`,
      environment: () => ({
        DISABLE_SECURITY_PLUGIN: 'true',
        DISABLE_INSTALL_DEMO_CONFIG: 'true',
        DISABLE_PERFORMANCE_ANALYZER_AGENT_CLI: 'true',
        OPENSEARCH_JAVA_OPTS: '-Xms256m -Xmx256m',
      }),
      ports: { http: 9200 },
      volumes: { data: '/usr/share/opensearch/data' },
      files: ({ stackId }) => [
        {
          path: '/usr/share/opensearch/config/opensearch.yml',
          text: openSearchSettings(stackId, { 'network.host': '0.0.0.0' }),
          owner: imageUser,
        },
      ],
      stopGraceSeconds: 30,
    },
  ],
  inside: { http: 'http://opensearch:9200' },
  proof: ['curl', '--fail', '--silent', 'http://opensearch:9200/_cluster/health'],
};
