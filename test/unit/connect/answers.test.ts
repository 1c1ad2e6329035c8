import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { connectorStatuses } from '../../../src/connect/connector-status.js';
import { createConnector } from '../../../src/connect/lifecycle.js';
import { listPlugins, validateConnector } from '../../../src/connect/validate.js';

/*
 * Shapes that workers sent for connectors of several makers, shortened: settings without a value, plugins without a
 * version, a connector without tasks.
 */
type Answer = (method: string, path: string, body: unknown) => [status: number, body: unknown];

let answer: Answer = () => [404, {}];
const asked: string[] = [];
const server = createServer((request, response) => {
  let text = '';
  request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  request.on('end', () => {
    const { method = '', url: path = '' } = request;
    asked.push(`${method} ${path}`);
    const [status, body] = answer(method, path, text === '' ? undefined : JSON.parse(text));
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
}).listen(0, '127.0.0.1');
await once(server, 'listening');
afterAll(() => server.close());
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const { signal } = new AbortController();

const debezium = 'io.debezium.connector.postgresql.PostgresConnector';
const connector = { name: 'pg', config: { name: 'pg', 'connector.class': debezium } };

test('a plugin without a version or type is listed, one that several folders hold once', async () => {
  answer = () => [200, [{ class: debezium }, { class: debezium, type: null, version: null }]];
  expect(await listPlugins(url)).toEqual([{ class: debezium, type: 'unknown', version: 'unknown' }]);
});

test('settings whose value is null are valid unless they have errors', async () => {
  const valid = { definition: { name: 'slot.name', type: 'STRING' }, value: null };
  const wrong = { definition: { name: 'database.hostname' }, value: { name: null, errors: ['is required'] } };
  answer = (_, path) =>
    path.endsWith('/validate') ? [200, { configs: [valid] }] : [200, [{ class: debezium }]];
  expect(await validateConnector(url, connector)).toMatchObject({ class: debezium, clearTextSecrets: [] });
  answer = (_, path) =>
    path.endsWith('/validate') ? [200, { configs: [valid, wrong] }] : [200, [{ class: debezium }]];
  await expect(validateConnector(url, connector)).rejects.toMatchObject({
    code: 'USAGE',
    evidence: ['database.hostname: is required'],
  });
});

test('a password in clear text is reported, a reference to one is not', async () => {
  const setting = { definition: { name: 'database.password', type: 'PASSWORD' }, value: null };
  answer = (_, path) =>
    path.endsWith('/validate') ? [200, { configs: [setting] }] : [200, [{ class: debezium }]];
  const withPassword = (password: string) => ({
    ...connector,
    config: { ...connector.config, 'database.password': password },
  });
  const clear = await validateConnector(url, withPassword('hunter2'));
  expect(clear.clearTextSecrets).toEqual(['database.password']);
  const reference = await validateConnector(url, withPassword('${file:/run/secrets:password}'));
  expect(reference.clearTextSecrets).toEqual([]);
});

const statusOf = (state: string, tasks: { id: number; state: string; trace?: string }[]) => ({
  pg: { status: { name: 'pg', connector: { state, worker_id: '127.0.0.1:8083' }, tasks, type: 'source' } },
});

test('a running connector without tasks is created, not waited for without end', async () => {
  answer = (method) => (method === 'GET' ? [200, statusOf('RUNNING', [])] : [201, {}]);
  const { status, change } = await createConnector(url, connector, { update: false, signal });
  expect(change).toBe('created');
  expect(status.tasks).toEqual([]);
});

test('a connector that is created in the state STOPPED has settled', async () => {
  let sent: unknown;
  answer = (method, _, body) => {
    if (method === 'POST') sent = body;
    return method === 'GET' ? [200, statusOf('STOPPED', [])] : [201, {}];
  };
  const stopped = { ...connector, initial_state: 'STOPPED' as const };
  await createConnector(url, stopped, { update: false, signal });
  expect(sent).toMatchObject({ name: 'pg', initial_state: 'STOPPED' });
});

test('an update that fixes a failed connector reports how it is since, and restarts what failed', async () => {
  const old = { id: 0, state: 'FAILED', trace: 'the old failure' };
  let looks = 0;
  answer = (method) => {
    if (method !== 'GET') return [200, {}];
    // The worker reports the old state a while longer.
    return [200, statusOf('RUNNING', looks++ < 3 ? [old] : [{ id: 0, state: 'RUNNING' }])];
  };
  asked.length = 0;
  const { status, change } = await createConnector(url, connector, { update: true, signal });
  expect(change).toBe('updated');
  expect(status.tasks).toEqual([{ id: 0, state: 'RUNNING' }]);
  expect(asked).toContain('POST /connectors/pg/restart?includeTasks=true&onlyFailed=true');
});

test('a connector that fails again after an update is reported with its own reason', async () => {
  const traces = ['the old failure', 'the old failure', undefined, 'the new failure'];
  answer = (method) => {
    if (method !== 'GET') return [200, {}];
    const trace = traces.length > 1 ? traces.shift() : traces[0];
    const task = trace === undefined ? { id: 0, state: 'RESTARTING' } : { id: 0, state: 'FAILED', trace };
    return [200, statusOf('RUNNING', [task])];
  };
  await expect(createConnector(url, connector, { update: true, signal })).rejects.toMatchObject({
    code: 'SERVICE_DIED',
    evidence: ['the new failure'],
  });
});

test('statuses without tasks or type are read', async () => {
  answer = () => [200, { a: { status: { name: 'a', connector: { state: 'NEW_STATE' } } }, b: { info: {} } }];
  expect(await connectorStatuses(url)).toEqual([
    { name: 'a', type: 'unknown', connector: { state: 'NEW_STATE' }, tasks: [] },
  ]);
});
