import { text as readText } from 'node:stream/consumers';
import { isDeepStrictEqual } from 'node:util';
import { commandWords } from '../project/builds.js';
import { toEnd } from '../project/build.js';
import { parseDuration } from '../shared/duration.js';
import { openFile } from '../hdfs/open-file.js';
import { listPath } from '../hdfs/file-status.js';
import { withHdfs } from '../hdfs/endpoint.js';
import { produce } from '../kafka/produce/produce.js';
import { openSchemaCodec } from '../kafka/registry/schema-codec.js';
import { eventually } from '../smoke/eventually.js';
import { queryOf } from '../smoke/query.js';
import { allRawValues } from '../smoke/read-topic.js';
import { clientSettings } from '../stack/client-settings.js';
import { endpointOf } from '../stack/endpoint.js';
import type { Session } from '../stack/session.js';
import { signalServices } from '../stack/signal.js';
import { up } from '../stack/up.js';
import { unmatched } from './matching.js';
import type { CheckStep } from '../config/check-schema.js';
import type { Action } from './read-checks.js';

type Arguments<Name extends Action> = NonNullable<CheckStep[Name]>;
type Run<Name extends Action> = (session: Session, step: Arguments<Name>, name: string) => Promise<string>;

/** Does one step. @returns what was observed @throws Error that says what was observed instead */
export async function runStep(session: Session, step: CheckStep, action: Action): Promise<string> {
  const run = runners[action] as Run<Action>;
  return run(session, step[action] as Arguments<Action>, step.name ?? action);
}

/** What a step does, for reports. Pure. */
export function stepName(step: CheckStep, action: Action): string {
  if (step.name !== undefined) return step.name;
  const given = step[action];
  if (typeof given === 'string') return `${action} ${given}`;
  if (Array.isArray(given)) return `${action} ${given.join(' ')}`;
  const { topic, path, on } = given as { topic?: string; path?: string; on?: string };
  return `${action} ${topic ?? path ?? on ?? ''}`;
}

const runners: { [Name in Action]: Run<Name> } = {
  async produce(session, { topic, records, key }) {
    const values = records.map((record) => (typeof record === 'string' ? record : JSON.stringify(record)));
    const list = values.map((value) => ({
      key: key === undefined ? null : Buffer.from(key),
      value: Buffer.from(value),
    }));
    const { signal } = session;
    const sent = await produce(endpointOf(session, 'kafka'), { topic, records: [list], signal });
    return `${sent.records} records`;
  },
  async records(session, { topic, match, count, within }) {
    return waiting(session, within, async () => {
      const values = await valuesOf(session, topic);
      const missing = unmatched(match, values);
      if (missing.length > 0)
        throw new Error(`${topic}: no record matches ${JSON.stringify(missing[0])}; ${shown(values)}`);
      if (count !== undefined && values.length !== count)
        throw new Error(`${topic} has ${values.length} records, not ${count}; ${shown(values)}`);
      return `${values.length} records`;
    });
  },
  async sql(session, { on, query, rows, within }) {
    const ask = queryOf(session, on);
    const expected = rows.map((row) => row.map((cell) => (cell === null ? null : String(cell))));
    return waiting(session, within, async () => {
      const found = await ask(query, session.signal);
      if (isDeepStrictEqual(found, expected)) return `${found.length} rows`;
      throw new Error(`rows are ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
    });
  },
  async hdfs(session, { path, contains, within }) {
    return waiting(session, within, async () =>
      withHdfs(session, async (url, signal) => {
        const files = (await listPath(url, path, signal)).filter(({ type }) => type === 'file');
        const texts = await Promise.all(
          files.map(async (file) => readText(await openFile(url, file.path, { signal }))),
        );
        if (texts.some((one) => one.includes(contains))) return `in ${files.length} files`;
        throw new Error(`${path}: none of ${files.length} files contains "${contains}"`);
      }),
    );
  },
  kill: async (session, names) => signaled(session, names, 'SIGKILL'),
  pause: async (session, names) => signaled(session, names, 'SIGSTOP'),
  unpause: async (session, names) => signaled(session, names, 'SIGCONT'),
  async up(session, names) {
    const ports = { auto: true, asked: {} };
    await up(session, { services: listOf(names), ports, offline: false, timeoutMs: 300_000 });
    return 'up';
  },
  async run(session, words, name) {
    const { config, cwd, signal } = session;
    await toEnd(await commandWords(config, ['checks'], words), {
      what: name === 'run' ? listOf(words).join(' ') : name,
      code: 'COMMAND_FAILED',
      cwd: config.dir ?? cwd,
      signal,
      environment: clientSettings(session, { secrets: true }).variables,
    });
    return 'exit code 0';
  },
};

async function waiting(
  { signal }: Session,
  within: string | undefined,
  look: () => Promise<string>,
): Promise<string> {
  return eventually(look, parseDuration(within ?? '30s'), signal);
}

async function valuesOf(session: Session, topic: string): Promise<string[]> {
  const values = await allRawValues(endpointOf(session, 'kafka'), topic, session.signal);
  if (session.record?.ports['schema-registry'] === undefined) return values.map(String);
  const codec = openSchemaCodec(endpointOf(session, 'schema-registry'));
  await codec.prepare(values);
  return values.map((value) => codec.decode(value)?.plain() ?? String(value));
}

function shown(values: string[]): string {
  return values.length === 0 ? 'it is empty' : `the last ones are ${values.slice(-3).join(', ')}`;
}

async function signaled(session: Session, names: string | string[], signal: NodeJS.Signals): Promise<string> {
  return (await signalServices(session, listOf(names), signal)).services.join(', ');
}

function listOf(names: string | string[]): string[] {
  return typeof names === 'string' ? names.trim().split(/\s+/) : names;
}
