import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { conditionOf } from '../../../../src/engines/local/relay/faults.js';
import { Relay } from '../../../../src/engines/local/relay/relay.js';

describe('what a connection suffers', () => {
  const calm = { cut: false, delayMs: 0 };
  const faults = [{ service: 'kafka-2' }, { service: 'kafka', other: 'clients', delayMs: 100 }];

  test.each([
    ['kafka-2', undefined, { cut: true, delayMs: 0 }],
    ['kafka-2', 'kafka-3', { cut: true, delayMs: 0 }],
    ['kafka-3', 'kafka-2', { cut: true, delayMs: 0 }],
    ['kafka-2', 'kafka-2', calm],
    ['kafka-3', 'kafka', calm],
    ['kafka', undefined, { cut: false, delayMs: 100 }],
    ['kafka', 'connect', calm],
  ])('%s, opened by %s', (service, source, condition) => {
    expect(conditionOf(faults, service, source)).toEqual(condition);
  });

  test('delays of both ends add up', () => {
    const slow = ['kafka', 'kafka-2'].map((service) => ({ service, delayMs: 50 }));
    expect(conditionOf(slow, 'kafka', 'kafka-2').delayMs).toBe(100);
  });
});

describe('a relay', () => {
  const closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });

  async function listening(server: Server): Promise<number> {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  /** A server that sends back what it gets, behind a relay. */
  async function echo(source?: string) {
    const server = createServer((socket) => socket.on('error', () => undefined).pipe(socket));
    const target = await listening(server);
    const probe = createServer();
    const listen = await listening(probe);
    probe.close();
    const relay = new Relay('kafka', async () => Promise.resolve(source));
    await relay.listen([{ listen, target }]);
    closing.push(
      () => server.close(),
      () => {
        relay.close();
      },
    );
    const client = connect(listen, '127.0.0.1');
    await once(client, 'connect');
    closing.push(() => client.destroy());
    client.on('error', () => undefined);
    return { relay, client, server, listen, target };
  }

  async function received(socket: Socket, text: string): Promise<void> {
    let all = '';
    for await (const [data] of onData(socket)) if ((all += String(data)) === text) return;
  }

  async function* onData(socket: Socket) {
    for (;;) yield (await once(socket, 'data')) as [Buffer];
  }

  test('passes on data and the end of a connection', async () => {
    const { client } = await echo();
    const whole = received(client, 'some data');
    client.write('some data');
    await whole;
    client.end();
    await once(client, 'close');
  });

  test('holds everything back while it is cut, and delivers it in order afterwards', async () => {
    const { relay, client, target } = await echo();
    await relay.apply([{ service: 'kafka', other: 'clients' }]);
    const seen: string[] = [];
    client.on('data', (data) => seen.push(String(data)));
    client.write('first ');
    client.write('second');
    // By then the data would have come back.
    const direct = connect(target, '127.0.0.1');
    closing.push(() => direct.destroy());
    direct.write('direct');
    await received(direct, 'direct');
    expect(seen).toEqual([]);
    await relay.apply([]);
    await expect.poll(() => seen.join('')).toBe('first second');
  });

  test('a connection that was opened and closed while it was cut never reaches the service', async () => {
    const { relay, client, server, listen } = await echo();
    client.write('before');
    await received(client, 'before');
    await relay.apply([{ service: 'kafka' }]);
    let connections = 0;
    server.on('connection', () => connections++);
    const gone = connect(listen, '127.0.0.1');
    await once(gone, 'connect');
    gone.resume().end('too late');
    await once(gone, 'close');
    await relay.apply([]);
    const later = connect(listen, '127.0.0.1');
    closing.push(() => later.destroy());
    later.write('in time');
    await received(later, 'in time');
    expect(connections).toBe(1);
  });

  test('delays data each way', async () => {
    const { relay, client } = await echo('connect');
    await relay.apply([{ service: 'connect', delayMs: 60 }]);
    const since = performance.now();
    client.write('late');
    await received(client, 'late');
    expect(performance.now() - since).toBeGreaterThan(110);
  });

  test('does not touch other pairs', async () => {
    const { relay, client } = await echo('connect');
    await relay.apply([{ service: 'kafka', other: 'kafka-2' }]);
    client.write('through');
    await received(client, 'through');
  });

  test('a service that does not run resets connections, once they are not cut any more', async () => {
    const { relay, server, listen } = await echo();
    server.close();
    await relay.apply([{ service: 'kafka' }]);
    const client = connect(listen, '127.0.0.1');
    await once(client, 'connect');
    const failure = new Promise((resolve) => client.on('error', resolve));
    await relay.apply([]);
    expect(await failure).toMatchObject({ code: 'ECONNRESET' });
  });
});
