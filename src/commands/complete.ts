import { setTimeout as delay } from 'node:timers/promises';
import { Args } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { contextFlag } from '../cli/flags.js';
import { nameKinds, type NameKind } from '../render/completion/name-kinds.js';
import { endpointOf } from '../stack/endpoint.js';
import type { Session } from '../stack/session.js';

/** Nobody waits longer for what Tab offers. */
const patienceMs = 2000;

export default class Complete extends BaseCommand {
  static override hidden = true;
  static override summary = 'Print names for the completion of a shell, one per line';
  static override description =
    'Prints nothing when they cannot be had at once: the stack is down, or answers late.';
  static override args = {
    kind: Args.string({ description: 'of what', options: nameKinds, required: true }),
  };
  static override flags = contextFlag;

  async run(): Promise<{ names: string[] }> {
    const { args, flags } = await this.parse(Complete);
    const found = this.open(flags, { evenDamaged: true })
      .then(async (session) => knownNames(args.kind as NameKind, session))
      .catch(() => []);
    const names = await Promise.race([found, delay(patienceMs, [] as string[], { ref: false })]);
    if (names.length > 0) this.log(names.join('\n'));
    // What still waits for an answer would keep the shell waiting. Without it the process has ended by then.
    setTimeout(() => process.exit(), 200).unref();
    return { names };
  }
}

/** Where names of each kind are found. */
const sources: Record<NameKind, (session: Session) => Promise<string[]>> = {
  topic: async (session) => {
    const { listTopics } = await import('../kafka/topics/topics.js');
    const topics = await listTopics(endpointOf(session, 'kafka'));
    return topics.filter(({ internal }) => !internal).map(({ name }) => name);
  },
  group: async (session) => {
    const { listGroups } = await import('../kafka/groups/groups.js');
    return (await listGroups(endpointOf(session, 'kafka'))).map(({ name }) => name);
  },
  subject: async (session) => {
    const { listSubjects } = await import('../kafka/registry/schemas.js');
    return listSubjects(endpointOf(session, 'schema-registry'));
  },
  connector: async (session) => {
    const { connectorStatuses } = await import('../connect/connector-status.js');
    return (await connectorStatuses(endpointOf(session, 'connect'))).map(({ name }) => name);
  },
  job: async (session) => {
    const { listJobs } = await import('../jobs/find-job.js');
    return (await listJobs(session, undefined)).map(({ name }) => name);
  },
  topology: async (session) => {
    const { nimbusOf } = await import('../storm/nimbus.js');
    return (await nimbusOf(session).cluster()).topologies.map(({ name }) => name);
  },
  snapshot: async (session) => {
    const { listSnapshots } = await import('../snapshots/store.js');
    return (await listSnapshots(session)).map(({ name }) => name);
  },
  context: async ({ home }) => {
    const { readContexts } = await import('../contexts/store.js');
    return Object.keys((await readContexts(home)).contexts);
  },
  stack: async ({ home }) => {
    const { existingStacks } = await import('../stack/list.js');
    return existingStacks(home);
  },
};

/** Names as they are now, sorted, each once. Those that a shell would have to quote are left out. */
async function knownNames(kind: NameKind, session: Session): Promise<string[]> {
  const names = await sources[kind](session);
  return [...new Set(names)].filter((name) => /^[\w.@%+][\w.@%+:-]*$/.test(name)).sort();
}
