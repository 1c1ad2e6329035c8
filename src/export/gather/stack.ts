import { loadDesired } from '../../project/desired.js';
import { catalogue, findService, wantedServices } from '../../services/catalogue.js';
import { instanceOf } from '../../services/instances.js';
import { insideEndpoints } from '../../engines/recipe-facts.js';
import { requireStack } from '../../stack/endpoint.js';
import { stackOf, wishesOf, type Session } from '../../stack/session.js';
import type { ExportedStack, Targets } from '../exported-stack.js';
import { gatherConnect } from './connect.js';
import { gatherJobs } from './jobs.js';
import { gatherTopics } from './topics.js';
import { gatherUsers } from './users.js';
import { labelName } from '../names.js';

/**
 * What the stack and its streamkit.yml have: of what both have, as it runs. Without a stack, streamkit.yml alone.
 * @throws StreamkitError NOT_FOUND without a stack and a streamkit.yml
 */
export async function gatherStack(session: Session, targets: Partial<Targets>): Promise<ExportedStack> {
  const { config, record, kafkaMode, name } = session;
  if (config.dir === undefined) requireStack(session);
  const desired = await loadDesired(config);
  const has = namesOf(session);
  const services = session.services
    .filter((one) => has.has(one.name) && instanceOf(one).number === 1)
    .map((one) => one.name);
  const count = (service: string) =>
    session.services.filter((one) => has.has(one.name) && instanceOf(one).of === service).length;
  const { users, notes } = await gatherUsers(session);
  const { jobs, topologies } = await gatherJobs(session, desired);
  const settings = { ...wishesOf(config, record).settings };
  // The Docker engine has another registry, whose settings Apicurio does not read.
  if (session.engine.name === 'docker') delete settings['schema-registry'];
  const cluster = clusterName(name);
  return {
    cluster,
    stack: name,
    services,
    outside: outsideAddresses(session, services),
    kafka: services.includes('kafka')
      ? { brokers: count('kafka'), zookeeper: kafkaMode === 'zookeeper' }
      : undefined,
    secure: session.secure,
    settings,
    topics: await gatherTopics(session, desired.topics),
    users,
    ...(await gatherConnect(session, desired, count('connect'))),
    supervisors: count('supervisor'),
    jobs,
    topologies,
    versions: imageVersions(session),
    passwords: passwordsOf(session),
    notes,
    targets: {
      images: targets.images ?? `registry.example.com/${cluster}`,
      jars: (targets.jars ?? 'https://jars.example.com').replace(/\/+$/, ''),
    },
  };
}

/** Names of the stack's services with all instances; before the first `up`, those that it would start. */
function namesOf({ record, services, config }: Session): Set<string> {
  if (record) return new Set(services.map(({ name }) => name).filter((name) => record.ports[name]));
  return new Set(wantedServices(services, [], config.services).map(({ name }) => name));
}

/** A valid name that starts with a letter, as names of Services must. */
export function clusterName(name: string): string {
  return labelName(/^[a-z]/.test(name) ? name : `stack-${name}`, 40);
}

/** The host names that services have in the Docker engine's network serve as names of Services. */
function outsideAddresses(session: Session, names: string[]): Record<string, string> {
  const services = catalogue(session.kafkaMode, 'docker');
  return Object.fromEntries(
    names.flatMap((name) => {
      const [address] = Object.values(insideEndpoints('docker', findService(services, name)) ?? {});
      return address === undefined ? [] : [[name, address]];
    }),
  );
}

/** Official images have versions of their own. The registry is Apicurio, as in the local engine. */
function imageVersions({ kafkaMode }: Session): Record<string, string> {
  const images = catalogue(kafkaMode, 'docker').map(({ name, version }) => [name, version] as const);
  const registry = findService(catalogue(kafkaMode), 'schema-registry');
  return { ...Object.fromEntries(images), 'schema-registry': registry.version };
}

function passwordsOf(session: Session): string[] {
  const { record } = session;
  if (!record) return [];
  const { secret, security } = stackOf(session, record);
  return [secret, ...(security ? [security.admin.password, security.app.password] : [])];
}
