import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Engine, LogLine, Stack } from '../../src/engines/engine.js';
import { hostContext } from '../../src/engines/host-context.js';
import { waitUntilReady } from '../../src/health/wait.js';
import { catalogue, findService } from '../../src/services/catalogue.js';
import type { ServiceDefinition } from '../../src/services/types.js';
import { homePrefix } from '../docker/leftovers.js';

export interface EngineUnderTest {
  name: Engine['name'];
  /** As a command does: a new one each time, which knows nothing of what earlier ones did. */
  open: () => Engine;
  images?: Record<string, string>;
  /** Starts a child of the service that does nothing, with these words as its command line. */
  startChild: (stack: Stack, service: ServiceDefinition, command: string[]) => Promise<void>;
  /** Ends the running service at once, as nobody of us would. */
  crash: (stack: Stack, service: ServiceDefinition) => Promise<void>;
  /** Has it end by itself with an error. */
  fail: (stack: Stack, service: ServiceDefinition) => Promise<void>;
  /** Whether it can restart what ends by itself (default: yes). */
  restarts?: boolean;
}

const never = new AbortController().signal;
const child = ['sleep', '86399'];

/** What use cases rely on, whichever engine they have: shown with ZooKeeper, which starts soonest. */
export function engineContract(under: EngineUnderTest): void {
  const { name, open, images = {}, startChild, crash, fail, restarts = true } = under;
  describe(`the ${name} engine keeps the contract`, () => {
    const folder = `${homePrefix}contract-${process.pid}`;
    const service = findService(catalogue('zookeeper', name), 'zookeeper');
    const dir = join(folder, 'stacks/contract');
    const known = {
      instancesOf: (name: string) => [name],
      name: 'contract',
      dir,
      id: 'AAAAAAAAAAAAAAAAAAAAAA',
      secret: 'hush',
      images,
      exchange: folder,
    };
    const at = (port: number): Stack => ({ ...known, portsOf: () => () => port });
    const stack = at(21_810);
    const moved = at(21_811);
    const observed = async (as = stack) => (await open().observe(as, [service]))[0];
    const answers = async (engine: Engine, on = stack) => {
      const attempt = service.readiness(hostContext(on, service));
      return waitUntilReady(attempt, async (stop) => engine.exited(stack, service, stop), 60_000, never);
    };
    const logs = async (tail?: number) => {
      const lines: LogLine[] = [];
      const options = { follow: false, signal: never, ...(tail === undefined ? {} : { tail }) };
      for await (const list of open().logs(stack, [service], options)) lines.push(...list);
      return lines;
    };
    afterAll(async () => {
      await open().stop(stack, service);
      await open().remove(stack);
      await rm(folder, { recursive: true, force: true });
    });

    test('before the first start nothing exists, and stopping is not an error', async () => {
      await open().stop(stack, service);
      expect(await observed()).toEqual({ service: 'zookeeper', state: 'absent' });
      expect(await logs()).toEqual([]);
      expect(await open().memory(stack, [service])).toEqual({});
      expect(await open().countChildren(stack, service, 'java')).toBe(0);
    });

    test('a started service runs, answers, and is seen by other commands', async () => {
      const engine = open();
      await engine.prepare(stack, [service], { offline: false, signal: never, onProgress: () => undefined });
      await engine.start(stack, service, never);
      expect(await answers(engine)).toEqual({ kind: 'ready' });
      await engine.ready(stack, service, 1234);
      const seen = await observed();
      expect(seen).toMatchObject({ state: 'running', startedInMs: 1234 });
      expect((await open().memory(stack, [service]))['zookeeper']).toBeGreaterThan(10_000_000);
      expect(Date.now() - (seen?.startedAt?.getTime() ?? 0)).toBeLessThan(60_000);
    });

    test('it is outdated when it would be started with another configuration', async () => {
      expect(await observed()).toMatchObject({ outdated: false });
      expect(await observed(moved)).toMatchObject({ outdated: true });
    });

    test('its log lines have its name and times, the last ones on demand', async () => {
      const lines = await logs();
      expect(lines.map(({ text }) => text).join('\n')).toMatch(/binding to port/);
      expect(lines.every((line) => line.service === 'zookeeper')).toBe(true);
      expect(lines.some(({ time }) => time !== undefined)).toBe(true);
      expect((await logs(3)).map(({ text }) => text)).toEqual(lines.slice(-3).map(({ text }) => text));
    });

    test('its children are counted and killed by their command line', async () => {
      const text = child.join(' ');
      expect(await open().killChildren(stack, service, text)).toBe(0);
      await startChild(stack, service, child);
      await expect.poll(async () => open().countChildren(stack, service, text)).toBe(1);
      expect(await open().killChildren(stack, service, text)).toBe(1);
      await expect.poll(async () => open().countChildren(stack, service, text)).toBe(0);
      expect(await observed()).toMatchObject({ state: 'running' });
    });

    test('waiting for its end can be called off, and tells of a crash', async () => {
      const engine = open();
      const calledOff = new AbortController();
      const waiting = engine.exited(stack, service, calledOff.signal);
      calledOff.abort(new Error('called off'));
      await expect(waiting).rejects.toThrow();
      const ended = engine.exited(stack, service, never);
      await crash(stack, service);
      expect((await ended).code).not.toBe(0);
      expect(await observed()).toMatchObject({ state: 'dead' });
      expect(await open().countChildren(stack, service, 'java')).toBe(0);
    });

    test('after a stop it is absent, and comes back with another configuration', async () => {
      const engine = open();
      await engine.stop(stack, service);
      expect(await observed()).toEqual({ service: 'zookeeper', state: 'absent' });
      await engine.prepare(moved, [service], { offline: true, signal: never, onProgress: () => undefined });
      await engine.start(moved, service, never);
      const calledOff = new AbortController();
      const waiting = engine.exited(moved, service, calledOff.signal);
      calledOff.abort(new Error('called off'));
      await expect(waiting).rejects.toThrow();
      expect(await answers(engine, moved)).toEqual({ kind: 'ready' });
      expect(await observed(moved)).toMatchObject({ outdated: false });
      expect(await observed()).toMatchObject({ outdated: true });
      await engine.stop(moved, service);
      expect(await observed()).toMatchObject({ state: 'absent' });
    });

    const guards = 'a guarded service is restarted when it ends by itself, and stays down after a kill';
    test.skipIf(!restarts)(guards, async () => {
      const engine = open();
      const guarded = { ...service, restart: true };
      await engine.prepare(stack, [service], { offline: true, signal: never, onProgress: () => undefined });
      await engine.start(stack, guarded, never);
      expect(await answers(engine)).toEqual({ kind: 'ready' });
      await open().guard(stack, guarded);
      for (const count of [1, 2]) {
        await fail(stack, service);
        await expect
          .poll(observed, { timeout: 20_000 })
          .toMatchObject({ state: 'running', restarts: { count } });
        expect(await answers(open())).toEqual({ kind: 'ready' });
      }
      await fail(stack, service);
      await expect.poll(observed).toMatchObject({ state: 'dead', restarting: true });
      await open().signal(stack, service, 'SIGKILL');
      const seen = await observed();
      expect(seen).toMatchObject({ state: 'dead' });
      expect(seen?.restarting).toBeUndefined();
      await open().stop(stack, service);
      expect(await open().countChildren(stack, service, '')).toBe(0);
    });

    test('removing the stack leaves nothing of it', async () => {
      await open().remove(stack);
      expect(await readdir(join(folder, 'stacks'))).toEqual([]);
      expect(await observed()).toMatchObject({ state: 'absent' });
    });
  });
}
