import type { DockerRecipe } from '../types.js';

const version = '3.9.5';

export const zookeeperInDocker: DockerRecipe = {
  as: { version },
  containers: [
    {
      name: 'zookeeper',
      image: `zookeeper:${version}`,
      environment: () => ({
        ZOO_4LW_COMMANDS_WHITELIST: 'srvr,ruok,mntr',
        ZOO_AUTOPURGE_PURGEINTERVAL: '1',
        ZOO_ADMINSERVER_ENABLED: 'false',
        ZK_SERVER_HEAP: '128',
      }),
      ports: { client: 2181 },
      // All that the image declares: what is not named stays behind as an anonymous volume.
      volumes: { data: '/data', datalog: '/datalog', logs: '/logs' },
      stopGraceSeconds: 10,
    },
  ],
  inside: { client: 'zookeeper:2181' },
  proof: ['zkCli.sh', '-server', 'zookeeper:2181', 'ls', '/'],
};
