import { clusterNameOf } from '../settings/cluster-name.js';
import type { DockerRecipe } from '../docker-recipe.js';

const version = '5.0';

export const cassandraInDocker: DockerRecipe = {
  as: { version, ports: [{ name: 'client', default: 9042 }] },
  containers: [
    {
      name: 'cassandra',
      image: `cassandra:${version}`,
      environment: ({ stackId }) => ({
        CASSANDRA_CLUSTER_NAME: clusterNameOf(stackId),
        MAX_HEAP_SIZE: '512M',
        HEAP_NEWSIZE: '64M',
        JVM_EXTRA_OPTS: '-Dcassandra.skip_wait_for_gossip_to_settle=0 -Dcassandra.ring_delay_ms=1',
      }),
      ports: { client: 9042 },
      volumes: { data: '/var/lib/cassandra' },
      stopGraceSeconds: 30,
    },
  ],
  inside: { client: 'cassandra:9042' },
  proof: ['cqlsh', 'cassandra', '-e', 'select release_version from system.local'],
};
