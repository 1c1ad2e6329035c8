import { labels, type KubernetesObject } from './object.js';

/** Objects of Kubernetes itself, for products without an operator. */

export type Variable = { name: string } & (
  { value: string } | { valueFrom: { secretKeyRef: { name: string; key: string } } }
);

interface Mount {
  name: string;
  mountPath: string;
  subPath?: string;
  readOnly?: boolean;
}

interface ContainerOptions {
  name: string;
  image: string;
  command?: string[];
  /** By name. */
  ports: Record<string, number>;
  env?: Variable[];
  /** Request and limit. */
  memory: string;
  readiness: Record<string, unknown>;
  mounts?: Mount[];
}

export type Pod = { containers: Record<string, unknown>[] } & Record<string, unknown>;

export function container(options: ContainerOptions): Record<string, unknown> {
  const { name, image, command, ports, env = [], memory, readiness, mounts } = options;
  return {
    name,
    image,
    ...(command && { args: command }),
    ports: portList(ports).map(({ name: port, port: containerPort }) => ({ name: port, containerPort })),
    ...(env.length > 0 && { env }),
    resources: { requests: { cpu: '100m', memory }, limits: { memory } },
    readinessProbe: { ...readiness, initialDelaySeconds: 10, periodSeconds: 10 },
    ...(mounts && { volumeMounts: mounts }),
  };
}

export function deployment(
  cluster: string,
  component: string,
  pod: Pod,
  annotations?: Record<string, string>,
): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadata(cluster, component, annotations),
    spec: {
      replicas: 1,
      selector: { matchLabels: labels(cluster, component) },
      template: template(cluster, component, pod),
    },
  };
}

interface StatefulOptions {
  replicas: number;
  /** Folder in the container by volume: each pod has a claim of its own. */
  volumes: Record<string, { storage: string }>;
  annotations: Record<string, string>;
}

export function statefulSet(
  cluster: string,
  component: string,
  pod: Pod,
  { replicas, volumes, annotations }: StatefulOptions,
): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: metadata(cluster, component, annotations),
    spec: {
      serviceName: `${cluster}-${component}`,
      replicas,
      podManagementPolicy: 'Parallel',
      selector: { matchLabels: labels(cluster, component) },
      template: template(cluster, component, pod),
      volumeClaimTemplates: Object.entries(volumes).map(([name, { storage }]) => ({
        metadata: { name },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
      })),
    },
  };
}

/** @param headless gives each pod of a StatefulSet a DNS name, whether it is ready or not */
export function service(
  cluster: string,
  component: string,
  ports: Record<string, number>,
  headless = false,
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(cluster, component),
    spec: {
      ...(headless && { clusterIP: 'None', publishNotReadyAddresses: true }),
      selector: labels(cluster, component),
      ports: portList(ports).map(({ name, port }) => ({ name, port, targetPort: name })),
    },
  };
}

export function configMap(
  cluster: string,
  component: string,
  data: Record<string, string>,
): KubernetesObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: metadata(cluster, component), data };
}

function metadata(cluster: string, component: string, annotations?: Record<string, string>) {
  return {
    name: `${cluster}-${component}`,
    labels: labels(cluster, component),
    ...(annotations && { annotations }),
  };
}

function template(cluster: string, component: string, pod: Pod) {
  // Variables of Services, such as …_PORT, are not settings of the images.
  return { metadata: { labels: labels(cluster, component) }, spec: { enableServiceLinks: false, ...pod } };
}

function portList(ports: Record<string, number>): { name: string; port: number }[] {
  return Object.entries(ports).map(([name, port]) => ({ name, port }));
}
