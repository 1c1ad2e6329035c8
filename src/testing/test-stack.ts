import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { createTopic } from '../kafka/topics/create-topic.js';
import { produce } from '../kafka/produce/produce.js';
import { apply } from '../project/apply.js';
import { deleteSnapshot } from '../snapshots/store.js';
import { restoreSnapshot } from '../snapshots/restore.js';
import { saveSnapshot } from '../snapshots/save.js';
import { clientSettings } from '../stack/client-settings.js';
import { down } from '../stack/down.js';
import { endpointOf } from '../stack/endpoint.js';
import type { Session } from '../stack/session.js';
import { consumeUntil } from './consume-until.js';
import type { RecordToSend, TestStack, Value } from './types.js';

interface Parts {
  name: string;
  /** Opens the stack as it is then. @param cwd folder whose streamkit.yml counts */
  open: (cwd: string) => Promise<Session>;
  dir: string;
  shared: boolean;
  timeoutMs: number;
}

export function testStack({
  name,
  open,
  dir,
  shared,
  timeoutMs,
}: Parts): TestStack & { refresh: () => Promise<void> } {
  let session: Session | undefined;
  const saved = new Set<string>();
  const opened = () => {
    if (session) return session;
    throw new Error(`The stack ${name} is stopped.`);
  };
  const refresh = async () => {
    session = await open(dir);
  };
  return {
    name,
    refresh,
    get env() {
      return clientSettings(opened(), { secrets: true }).variables;
    },
    address: (service) => endpointOf(opened(), service),
    unique: (prefix) => `${prefix}-${randomBytes(4).toString('hex')}`,
    async createTopic(topic, { partitions, replication, configs = {} } = {}) {
      const broker = endpointOf(opened(), 'kafka');
      await createTopic(broker, { name: topic, partitions, replicationFactor: replication, configs });
    },
    async produce(topic, records) {
      const { signal } = opened();
      const list = records.map((one) => newRecord(isWhole(one) ? one.record : { value: one }));
      await produce(endpointOf(opened(), 'kafka'), { topic, records: [list], signal });
    },
    consumeUntil: async (topic, until, { withinMs = 30_000 } = {}) =>
      consumeUntil(opened(), topic, until, withinMs),
    async apply(project) {
      await apply(await open(resolve(project)), { prune: false });
    },
    async snapshot(snapshot) {
      await saveSnapshot(opened(), { name: snapshot, output: undefined, timeoutMs });
      saved.add(snapshot);
      await refresh();
    },
    async restore(snapshot) {
      const source = { name: snapshot };
      await restoreSnapshot(opened(), { source, timeoutMs, reopen: async () => open(dir) });
      await refresh();
    },
    async stop() {
      const last = await open(dir);
      session = undefined;
      for (const snapshot of saved) await deleteSnapshot(last, snapshot);
      saved.clear();
      if (!shared) await down(last, { services: [], data: true });
    },
  };
}

function isWhole(record: Value | { record: RecordToSend }): record is { record: RecordToSend } {
  return (
    typeof record === 'object' && record !== null && 'record' in record && Object.keys(record).length === 1
  );
}

function newRecord({ key = null, value, headers = {}, partition, timestamp }: RecordToSend) {
  return {
    key: key === null ? null : Buffer.from(key),
    value: value === null ? null : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
    headers: Object.entries(headers).map(([name, text]): [string, Buffer] => [name, Buffer.from(text)]),
    partition,
    timestamp,
  };
}
