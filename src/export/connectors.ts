import { clusterAddresses } from './addresses.js';
import type { ExportedConnector, ExportedStack } from './exported-stack.js';
import { objectName, variableName } from './names.js';
import { ofCluster, type KubernetesObject, type LeftOut } from './object.js';
import { secretSettings } from './secrets.js';

interface CreatedConnector {
  object: KubernetesObject;
  /** Keys that it needs in the Secret, which are names of environment variables, and what their values are. */
  keys: Record<string, string>;
  leftOut: LeftOut[];
}

export function connectorObject(stack: ExportedStack, connector: ExportedConnector): CreatedConnector {
  const { name, state } = connector;
  const keys: Record<string, string> = {};
  const refer = (key: string, what: string) => {
    keys[key] = what;
    return `\${env:${key}}`;
  };
  const secret = new Set(secretSettings(connector.config, stack.passwords, connector.secrets));
  const settings = Object.entries(connector.config).filter(([setting]) => setting !== 'name');
  const config = Object.fromEntries(
    settings.map(([setting, value]) => [
      setting,
      secret.has(setting)
        ? refer(variableName(name, setting), `value of ${setting} of connector ${name}`)
        : withClusterReferences(stack, name, value, refer),
    ]),
  );
  const { 'connector.class': type, 'tasks.max': tasks = '1', ...rest } = config;
  const valid = objectName(name);
  const object: KubernetesObject = {
    apiVersion: 'kafka.strimzi.io/v1',
    kind: 'KafkaConnector',
    metadata: { name: valid, labels: ofCluster(`${stack.cluster}-connect`) },
    spec: {
      class: type ?? '',
      tasksMax: Number(tasks),
      ...(state !== 'running' && { state }),
      config: rest,
    },
  };
  return { object, keys, leftOut: remarks(name, valid, rest) };
}

/** In place of the password of the stack. */
const passwordKey = 'CONNECTOR_PASSWORD';

const provided = /\$\{(stack|file|dir|env):([^}]*)\}/g;

/** Addresses of the stack become those in the cluster; values that a worker of the stack reads from files come from the Secret. */
function withClusterReferences(
  stack: ExportedStack,
  connector: string,
  value: string,
  refer: (key: string, what: string) => string,
): string {
  const known = clusterAddresses(stack);
  return value.replace(provided, (text, provider: string, name: string) => {
    if (provider !== 'stack') {
      const key = variableName(connector, name.split(':').at(-1) ?? name);
      return refer(key, `what ${text} stands for on this machine`);
    }
    if (name === 'password') return refer(passwordKey, 'password of the databases that the connectors use');
    const [, service = '', component] = /^(.*?)(?:\.(host|port))?$/.exec(name) ?? [];
    const address = known[service] ?? stack.outside[service];
    if (address === undefined) return text;
    if (component === undefined) return address;
    const { hostname, port } = new URL(address.includes('://') ? address : `tcp://${address}`);
    return component === 'host' ? hostname : port;
  });
}

function remarks(name: string, valid: string, config: Record<string, string>): LeftOut[] {
  const local = Object.keys(config).filter((key) => /\b127\.0\.0\.1\b|\blocalhost\b/.test(config[key] ?? ''));
  const files = Object.keys(config).filter((key) => key === 'file' || /jdbc:sqlite:/.test(config[key] ?? ''));
  return [
    ...(valid === name
      ? []
      : [
          {
            what: `Name of connector ${name}`,
            why: `Kubernetes does not allow it: the connector is ${valid}, and starts without the offsets of ${name}.`,
          },
        ]),
    ...local.map((key) => ({
      what: `Address in ${key} of connector ${name}`,
      why: 'It is an address of this machine: change it in connect.yaml.',
    })),
    ...files.map((key) => ({
      what: `File in ${key} of connector ${name}`,
      why: 'The file is on this machine: a worker in the cluster has files of its own only.',
    })),
  ];
}
