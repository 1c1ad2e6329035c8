/** An object of the Kubernetes API. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  /** Everything but a ConfigMap has one. */
  spec?: Record<string, unknown>;
  data?: Record<string, string>;
}

/** The objects of one file, and what its reader must know. */
export interface Part {
  /** Name of the file. */
  file: string;
  objects: KubernetesObject[];
  secrets: NeededSecret[];
  leftOut: LeftOut[];
}

/** A Secret that the user must create before the objects are applied. */
export interface NeededSecret {
  name: string;
  /** By the key in the Secret: what the value is. */
  keys: Record<string, string>;
}

export interface LeftOut {
  what: string;
  /** A sentence. */
  why: string;
}

export function part(file: string, objects: KubernetesObject[], more: Partial<Part> = {}): Part {
  return { file, objects, secrets: [], leftOut: [], ...more };
}

/** Kubernetes' recommended labels. */
export function labels(cluster: string, component: string): Record<string, string> {
  return {
    'app.kubernetes.io/name': component,
    'app.kubernetes.io/instance': `${cluster}-${component}`,
    'app.kubernetes.io/part-of': cluster,
  };
}

/** Label by which Strimzi's operators find the cluster of an object. */
export function ofCluster(cluster: string): Record<string, string> {
  return { 'strimzi.io/cluster': cluster };
}

/** Texts such as `on` and `12:30` are quoted: Kubernetes reads YAML 1.1. */
export async function yamlOf(objects: KubernetesObject[]): Promise<string> {
  const { stringify } = await import('yaml');
  return objects
    .map((object) => stringify(object, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false }))
    .join('---\n');
}
