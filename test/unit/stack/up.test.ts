import { createServer, type AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { down } from '../../../src/stack/down.js';
import { restart } from '../../../src/stack/restart.js';
import { status } from '../../../src/stack/status.js';
import { planOf, up, type UpOptions } from '../../../src/stack/up.js';
import { fakeStack, type FakeStack } from '../../support/fake-engine.js';

const options: UpOptions = {
  services: [],
  ports: { auto: true, asked: {} },
  offline: false,
  timeoutMs: 20_000,
};
const fixedPorts = { ...options, ports: { auto: false, asked: {} } };

/** `store` ← `broker` ← `app`, and `side`, which needs nothing. */
const chain = async (more: Parameters<FakeStack['engine']['service']>[2] = {}): Promise<FakeStack> => {
  const ports = await Promise.all([1, 2, 3, 4].map(async () => (await listener()).close()));
  return fakeStack((engine) => [
    engine.service('store', ports[0] ?? 0),
    engine.service('broker', ports[1] ?? 0, { needs: ['store'], ...more }),
    engine.service('app', ports[2] ?? 0, { needs: ['broker'] }),
    engine.service('side', ports[3] ?? 0),
  ]);
};
const states = async ({ open }: FakeStack) =>
  (await status(await open())).services.map(({ name, state }) => `${name} ${state}`);

/** A port that something listens on, until it is closed. */
async function listener(): Promise<{ port: number; close: () => Promise<number> }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () =>
    new Promise<number>((resolve) => {
      server.close(() => {
        resolve(port);
      });
    });
  return { port, close };
}

test('services start after their dependencies answer, and each is probed once', async () => {
  const stack = await chain();
  const result = await up(await stack.open(), options);
  const order = stack.engine.calls;
  expect(order.indexOf('start store')).toBeLessThan(order.indexOf('start broker'));
  expect(order.indexOf('start broker')).toBeLessThan(order.indexOf('start app'));
  expect(order.at(-1)).toBe('settle store broker app side');
  expect(result.services.map(({ state }) => state)).toEqual(['up', 'up', 'up', 'up']);
  expect(stack.engine.probes.toSorted()).toEqual(['app', 'broker', 'side', 'store']);
});

test('what runs is kept; what ended, is outdated or suspended starts again, and nothing else', async () => {
  const stack = await chain();
  await up(await stack.open(), options);
  stack.engine.calls.length = 0;
  await up(await stack.open(), options);
  expect(stack.engine.calls).toEqual([]);

  stack.engine.crash('side');
  expect(await states(stack)).toContain('side failed');
  stack.engine.outdated.add('broker');
  stack.engine.suspended.add('app');
  const planned = await planOf(await stack.open(), options);
  expect(planned.steps).toEqual([
    { service: 'store', action: 'keep', reason: 'it runs' },
    { service: 'broker', action: 'restart', reason: 'its configuration has changed' },
    { service: 'app', action: 'restart', reason: 'it was suspended' },
    { service: 'side', action: 'start', reason: 'it was killed' },
  ]);
  expect(stack.engine.calls).toEqual([]);
  await up(await stack.open(), options);
  expect(stack.engine.calls.slice(0, 2)).toEqual(['stop app', 'stop broker']);
  expect(stack.engine.calls.slice(2, -1).toSorted()).toEqual(['start app', 'start broker', 'start side']);
  expect(await states(stack)).toEqual(['store up', 'broker up', 'app up', 'side up']);
});

test('a named service brings its dependencies, and no more', async () => {
  const stack = await chain();
  await up(await stack.open(), { ...options, services: ['broker'] });
  expect(stack.engine.calls).toEqual(['start store', 'start broker', 'settle store broker']);
});

test('a stack that was made with free ports takes free ones for later services; another one keeps the default', async () => {
  const portsOf = async (first: UpOptions) => {
    const stack = await chain();
    await up(await stack.open(), { ...first, services: ['store'] });
    await up(await stack.open(), { ...fixedPorts, services: ['side'] });
    const { services, record } = await stack.open();
    const side = services.find(({ name }) => name === 'side');
    return {
      chosen: Object.values(record?.ports['side'] ?? {}),
      usual: side?.ports.map((one) => one.default),
    };
  };
  const auto = await portsOf(options);
  expect(auto.chosen).toHaveLength(1);
  expect(auto.chosen).not.toEqual(auto.usual);
  const fixed = await portsOf(fixedPorts);
  expect(fixed.chosen).toEqual(fixed.usual);
});

test('a service that ends while it starts fails the whole with its last words; what is up stays up', async () => {
  const stack = await chain();
  stack.engine.fates['broker'] = [{ dies: 'ERROR disk on fire' }];
  await expect(up(await stack.open(), options)).rejects.toMatchObject({
    code: 'SERVICE_DIED',
    service: 'broker',
    evidence: ['ERROR disk on fire'],
  });
  expect(stack.engine.calls).not.toContain('start app');
  expect(await states(stack)).toEqual(['store up', 'broker failed', 'app down', 'side up']);
  expect(stack.events).toContainEqual(expect.objectContaining({ type: 'failed', service: 'broker' }));

  stack.engine.fates['broker'] = ['answers'];
  await up(await stack.open(), options);
  expect(await states(stack)).toEqual(['store up', 'broker up', 'app up', 'side up']);
});

test('a death that passes by itself is followed by another start', async () => {
  const stack = await chain({
    docker: {
      containers: [],
      inside: {},
      proof: [],
      transientFailure: { log: /still held/, why: 'it waits' },
    },
  });
  const held = { dies: 'the lock is still held' };
  stack.engine.fates['broker'] = [held, held, 'answers'];
  await up(await stack.open(), options);
  expect(stack.engine.calls.filter((call) => call === 'start broker')).toHaveLength(3);
  expect(stack.events.filter(({ type }) => type === 'note')).toEqual([
    { type: 'note', service: 'broker', message: 'is started again: it waits' },
  ]);
});

test('one that does not answer in time is late, not dead, and goes on starting', async () => {
  const stack = await chain();
  stack.engine.fates['store'] = ['silent'];
  await expect(up(await stack.open(), { ...options, timeoutMs: 100 })).rejects.toMatchObject({
    code: 'SERVICE_NOT_READY',
    message: expect.stringContaining('connection refused') as string,
  });
  expect((await states(stack)).slice(0, 2)).toEqual(['store starting', 'broker down']);
});

test('an interrupted start stops what it started, and nothing that ran before', async () => {
  const stack = await chain();
  await up(await stack.open(), { ...options, services: ['store'] });
  stack.engine.fates['app'] = ['silent'];
  const interrupt = new AbortController();
  const report = (event: { type: string; service?: string }) => {
    if (event.type === 'starting' && event.service === 'app') interrupt.abort(new Error('Ctrl-C'));
  };
  const session = await stack.open({ report, signal: interrupt.signal });
  await expect(up(session, options)).rejects.toThrow('Ctrl-C');
  expect(await states(stack)).toEqual(['store up', 'broker down', 'app down', 'side down']);
});

test('what ends between the look and the wait is started by another look', async () => {
  const stack = await chain();
  await up(await stack.open(), options);
  const { observe } = stack.engine;
  stack.engine.observe = async (on, services) => {
    const seen = await observe(on, services);
    stack.engine.observe = observe;
    stack.engine.crash('store');
    return seen;
  };
  // Only `up` itself looks: with `ports: auto` the ports would be looked at first.
  await up(await stack.open(), fixedPorts);
  expect(await states(stack)).toEqual(['store up', 'broker up', 'app up', 'side up']);
});

test('a port that is taken is refused by name before anything starts', async () => {
  const stack = await chain();
  const { port, close } = await listener();
  onTestFinished(async () => {
    await close();
  });
  const asked = { ...options, ports: { auto: true, asked: { app: port } } };
  await expect(up(await stack.open(), asked)).rejects.toMatchObject({
    code: 'PORT_TAKEN',
    message: expect.stringContaining(`Port ${port} for app is taken by pid ${process.pid}`) as string,
  });
  stack.engine.holder = 'the container shop-db-1';
  await expect(up(await stack.open(), asked)).rejects.toThrow('is taken by the container shop-db-1');
  expect(stack.engine.calls).toEqual([]);
});

test('ports: chosen once, kept, and refused when they clash or do not exist', async () => {
  const stack = await chain();
  const first = await up(await stack.open(), options);
  const addresses = first.services.map(({ endpoints }) => endpoints['client']);
  expect(new Set(addresses).size).toBe(4);
  await down(await stack.open(), { services: [], data: false });
  const again = await up(await stack.open(), fixedPorts);
  expect(again.services.map(({ endpoints }) => endpoints['client'])).toEqual(addresses);

  const port = Number(addresses[0]?.split(':')[1]);
  const clash = { ...options, ports: { auto: false, asked: { app: port } } };
  await expect(up(await stack.open(), clash)).rejects.toThrow(`store and app would both use port ${port}`);
  const unknown = { ...options, ports: { auto: false, asked: { brokr: 1234 } } };
  await expect(up(await stack.open(), unknown)).rejects.toMatchObject({
    code: 'USAGE',
    suggestions: expect.arrayContaining([expect.stringContaining('broker')]) as string[],
  });
});

test('down stops dependants first; --data also deletes what is left', async () => {
  const stack = await chain();
  await up(await stack.open(), options);
  stack.engine.calls.length = 0;
  const partly = await down(await stack.open(), { services: ['broker'], data: false });
  expect(partly).toEqual({ stack: 'default', stopped: ['app', 'broker'], dataDeleted: false });
  expect(stack.engine.calls).toEqual(['stop app', 'stop broker']);
  const whole = await down(await stack.open(), { services: [], data: true });
  expect(whole.stopped.toSorted()).toEqual(['side', 'store']);
  expect(stack.engine.calls.at(-1)).toBe('remove default');
});

test('a restart takes along what depends on the service, and leaves the others alone', async () => {
  const stack = await chain();
  await up(await stack.open(), options);
  stack.engine.calls.length = 0;
  await restart(await stack.open(), { ...options, services: ['broker'] });
  expect(stack.engine.calls).toEqual([
    'stop app',
    'stop broker',
    'start broker',
    'start app',
    'settle broker app',
  ]);
});
