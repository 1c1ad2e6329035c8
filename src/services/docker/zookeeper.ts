import type { ContainerContext, DockerRecipe } from '../docker-recipe.js';

const version = '3.9.5';

export const zookeeperInDocker: DockerRecipe = {
  as: { version },
  containers: [
    {
      name: 'zookeeper',
      image: `zookeeper:${version}`,
      environment: (context) => ({
        ...ensemble(context),
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

/** How the image is given the servers of an ensemble: their addresses in the network, and which one this is. */
function ensemble({ hosts, instance }: ContainerContext): Record<string, string> {
  if (instance.count === 1) return {};
  const servers = hosts('zookeeper').map((host, index) => `server.${index + 1}=${host}:2888:3888;2181`);
  return { ZOO_MY_ID: String(instance.number), ZOO_SERVERS: servers.join(' ') };
}
