import { yamlFile } from '../services/settings/yaml.js';
import { settingsFor, type ExportedStack, type Settings } from './exported-stack.js';
import { part, type KubernetesObject, type Part } from './object.js';
import { configMap, container, service, statefulSet, deployment } from './pods.js';
import { withoutSecrets } from './secrets.js';

const workerPorts = { worker1: 6700, worker2: 6701, worker3: 6702, worker4: 6703 };
const thrift = { tcpSocket: { port: 'thrift' } };
const data = { data: { storage: '5Gi' } };
const dataMount = { name: 'data', mountPath: '/data' };

/** Marks objects that no operator manages. */
export const unmanaged = {
  'streamkit/note': 'Plain objects with the official image: no operator restarts, upgrades or scales this.',
};

/** Storm with its ZooKeeper. There is no maintained operator: these are plain StatefulSets. */
export function stormPart(stack: ExportedStack): Part {
  const { cluster, supervisors, versions } = stack;
  if (!stack.services.includes('nimbus')) return part('storm.yaml', []);
  const { open, secret } = withoutSecrets(
    settingsFor(stack, 'storm', 'nimbus', 'supervisor'),
    stack.passwords,
  );
  const image = `storm:${versions['nimbus'] ?? ''}`;
  const objects: KubernetesObject[] = [
    configMap(cluster, 'storm', { 'storm.yaml': yamlFile(clusterSettings(cluster, open)) }),
    ...zookeeper(stack),
    service(cluster, 'nimbus', { thrift: 6627 }, true),
    stateful(cluster, 'nimbus', 1, image, { thrift: 6627 }),
    service(cluster, 'supervisor', { thrift: 6628, ...workerPorts }, true),
    stateful(cluster, 'supervisor', supervisors, image, { thrift: 6628, ...workerPorts }),
    service(cluster, 'storm-ui', { http: 8080 }),
    userInterface(cluster, image),
  ];
  return part('storm.yaml', objects, {
    leftOut: [
      ...secret.map((name) => ({ what: `Storm setting ${name}`, why: 'Its value is a secret.' })),
      ...stack.topologies.map((name) => ({
        what: `Topology ${name}`,
        why: `Storm has no object for topologies: submit it with \`storm jar FILE MAIN-CLASS -c nimbus.seeds=…\` from a pod of ${image}.`,
      })),
    ],
  });
}

/** Settings of all processes. A supervisor registers the DNS name that its pod has by the headless Service. */
function clusterSettings(cluster: string, own: Settings): Record<string, unknown> {
  return {
    'storm.zookeeper.servers': [`${cluster}-zookeeper`],
    'nimbus.seeds': [`${cluster}-nimbus-0.${cluster}-nimbus`],
    'storm.local.dir': '/data',
    'storm.log.dir': '/logs',
    'supervisor.slots.ports': Object.values(workerPorts),
    ...own,
  };
}

function stateful(
  cluster: string,
  name: 'nimbus' | 'supervisor',
  replicas: number,
  image: string,
  ports: Record<string, number>,
): KubernetesObject {
  const memory = name === 'supervisor' ? '2Gi' : '1Gi';
  return statefulSet(cluster, name, stormPod(cluster, name, image, ports, memory, thrift, [dataMount]), {
    replicas,
    volumes: data,
    annotations: unmanaged,
  });
}

function userInterface(cluster: string, image: string): KubernetesObject {
  const readiness = { httpGet: { path: '/api/v1/cluster/summary', port: 'http' } };
  const pod = stormPod(cluster, 'ui', image, { http: 8080 }, '512Mi', readiness, []);
  return deployment(cluster, 'storm-ui', pod, unmanaged);
}

function stormPod(
  cluster: string,
  name: string,
  image: string,
  ports: Record<string, number>,
  memory: string,
  readiness: Record<string, unknown>,
  mounts: { name: string; mountPath: string }[],
) {
  const logs = { name: 'logs', mountPath: '/logs' };
  const settings = { name: 'settings', mountPath: '/conf/storm.yaml', subPath: 'storm.yaml', readOnly: true };
  return {
    // The image's own user.
    securityContext: { runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000 },
    containers: [
      container({
        name,
        image,
        command: ['storm', name],
        ports,
        memory,
        readiness,
        mounts: [settings, logs, ...mounts],
      }),
    ],
    volumes: [
      { name: 'settings', configMap: { name: `${cluster}-storm` } },
      { name: 'logs', emptyDir: {} },
    ],
  };
}

/** One server, as in a stack that is not scaled. */
function zookeeper({ cluster, versions }: ExportedStack): KubernetesObject[] {
  const pod = {
    securityContext: { runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000 },
    containers: [
      container({
        name: 'zookeeper',
        image: `zookeeper:${versions['zookeeper'] ?? ''}`,
        ports: { client: 2181 },
        env: [{ name: 'ZOO_AUTOPURGE_PURGEINTERVAL', value: '1' }],
        memory: '512Mi',
        readiness: { tcpSocket: { port: 'client' } },
        mounts: [
          dataMount,
          { name: 'data', mountPath: '/datalog', subPath: 'datalog' },
          { name: 'logs', mountPath: '/logs' },
        ],
      }),
    ],
    volumes: [{ name: 'logs', emptyDir: {} }],
  };
  const options = { replicas: 1, volumes: data, annotations: unmanaged };
  return [
    service(cluster, 'zookeeper', { client: 2181 }, true),
    statefulSet(cluster, 'zookeeper', pod, options),
  ];
}
