import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Config } from '@oclif/core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { BaseCommand } from '../../src/cli/base-command.js';
import { catalogue } from '../../src/services/catalogue.js';
import { openHome } from '../../src/shared/home.js';
import { newSecret, newStackId, writeRecord } from '../../src/stack/record/record.js';
import { recordVersion } from '../../src/stack/record/record-format.js';
import { openSession } from '../../src/stack/session.js';
import { FakeEngine } from '../support/fake-engine.js';

/** What a service's port does to whoever connects. */
const hostility = {
  'closes at once': (socket: Socket) => socket.destroy(),
  'sends bytes of no protocol': (socket: Socket) => {
    socket.write(Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 37) % 256)));
  },
  'sends a frame of rubbish': (socket: Socket) => {
    socket.write(Buffer.from('00000010ffffffffffffffffffffffffffffffff', 'hex'));
  },
  'promises two gigabytes': (socket: Socket) => {
    socket.write(Buffer.from('7fffffff00000000', 'hex'));
  },
  'answers with a web page': (socket: Socket) => {
    answer(socket, '200 OK', 'text/html', '<!doctype html><title>Sign in</title>');
  },
  'answers with JSON of another kind': (socket: Socket) => {
    answer(socket, '200 OK', 'application/json', '{"a":[null,{"b":"c"}],"status":7,"jobs":"none"}');
  },
  'answers with an empty list': (socket: Socket) => {
    answer(socket, '200 OK', 'application/json', '[]');
  },
  'fails with JSON of another kind': (socket: Socket) => {
    answer(socket, '500 Internal Server Error', 'application/json', '[null]');
  },
  'never answers': () => undefined,
};

/** They start services or programs and wait for them, end the stack, or load what they install. */
const left = new Set([
  ...['up', 'restart', 'down', 'smoke', 'compare', 'drill', 'dev', 'test', 'fetch', 'console', 'run'],
  ...['connect standalone', 'connector install', 'completion'],
  // It would replace the streamkit.yml that the others read.
  'init',
]);
const avro = '{"type":"record","name":"Order","fields":[{"name":"id","type":"long"}]}';
const source = {
  name: 'lines',
  'connector.class': 'FileStreamSource',
  topic: 'lines',
  file: '/etc/hostname',
};
/** What the examples read. */
const files = {
  'streamkit.yml': 'topics:\n  orders:\n    partitions: 3\nsql:\n  mysql:\n    sales: [sql/customer.sql]\n',
  'sql/customer.sql': 'create table customer (id int);\n',
  'customer.avsc': avro,
  'orders.avsc': avro,
  'invoices.avsc': avro,
  'events.proto': 'syntax = "proto3"; message Event { string id = 1; }\n',
  'customers.jsonl': '{"id":1}\n',
  'customers.txt': '1|Ann\n',
  'client.properties': 'bootstrap.servers=127.0.0.1:1\n',
  'local-file-source.properties': Object.entries(source)
    .map(([key, value]) => `${key}=${value}\n`)
    .join(''),
  'local-file-sink.properties':
    'name=sink\nconnector.class=FileStreamSink\ntopics=lines\nfile=/tmp/sink.txt\n',
  'source.json': JSON.stringify({ name: 'lines', config: source }),
};
/** A command that has not ended by then is interrupted. */
const patienceMs = 4_000;
const interruptedWithinMs = 5_000;

const cwd = process.cwd();
const folder = await mkdtemp(join(tmpdir(), 'streamkit-every-'));
const home = openHome({ STREAMKIT_HOME: join(folder, 'home') });
const engine = new FakeEngine();
const services = catalogue('zookeeper', 'docker');
const sockets = new Set<Socket>();
let behave: (socket: Socket) => void = () => undefined;
const server = createServer((socket) => {
  sockets.add(socket.on('error', () => undefined).on('close', () => sockets.delete(socket)));
  behave(socket);
});
let config: Config;

beforeAll(async () => {
  config = await Config.load(cwd);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await writeRecord(home, 'default', {
    version: recordVersion,
    id: newStackId(),
    secret: newSecret(),
    engine: 'docker',
    kafkaMode: 'zookeeper',
    ports: Object.fromEntries(
      services.map(({ name, ports }) => [name, Object.fromEntries(ports.map((one) => [one.name, port]))]),
    ),
    createdAt: new Date().toISOString(),
  });
  vi.stubEnv('STREAMKIT_HOME', home.root);
  vi.stubEnv('NO_COLOR', '1');
  process.chdir(folder);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  process.setMaxListeners(0);
  BaseCommand.opener = async (options) => ({
    ...(await openSession(options)),
    engine,
    possibleEngines: async () => [engine],
  });
});
afterAll(async () => {
  BaseCommand.opener = openSession;
  for (const socket of sockets) socket.destroy();
  server.close();
  process.chdir(cwd);
  process.exitCode = 0;
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

interface Attempt {
  line: string;
  command: string;
  argv: string[];
}

/** What no example asks alone. */
const more = [
  'job list --on storm',
  'job list --on spark',
  'job status x --on spark',
  'job cancel x --on spark',
];

/** The examples of every command, as typed: what comes before a pipe is left out. */
async function attempts(): Promise<Attempt[]> {
  const files = readdirSync(resolve(cwd, 'src/commands'), { recursive: true, encoding: 'utf8' });
  const ids = files.filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -'.ts'.length));
  const perCommand = await Promise.all(
    ids.map(async (id) => {
      const command = id.replaceAll('/', ' ');
      const { examples } = (await load(command)) as { examples?: string[] };
      const others = more.filter((line) => line.startsWith(`${command} `)).map((line) => `streamkit ${line}`);
      return [...(examples ?? []), ...others].map((example): Attempt => {
        const line = example.replaceAll('<%= config.bin %>', 'streamkit');
        const [own = ''] = new RegExp(`streamkit ${command}\\b[^|>&;]*`).exec(line) ?? [];
        const words =
          own.match(/'[^']*'|"[^"]*"|\S+/g)?.map((word) => word.replace(/^(['"])(.*)\1$/s, '$2')) ?? [];
        return { line, command, argv: words.slice(1 + command.split(' ').length) };
      });
    }),
  );
  return perCommand.flat().filter(({ command }) => !left.has(command));
}

async function load(command: string): Promise<typeof BaseCommand> {
  const module = (await import(resolve(cwd, 'src/commands', `${command.replaceAll(' ', '/')}.ts`))) as {
    default: typeof BaseCommand;
  };
  return module.default;
}

/** Runs a command in this process, and interrupts it as Ctrl-C does when it goes on. @returns what it printed on stderr */
async function run({ command, argv }: Attempt): Promise<string> {
  const Command = (await load(command)) as unknown as new (argv: string[], config: Config) => BaseCommand;
  const running = new Command(argv, config);
  running.id = command.replaceAll(' ', ':');
  const printed: string[] = [];
  const inside = running as unknown as {
    _run: () => Promise<unknown>;
    stop: () => void;
    logToStderr: (text: string) => void;
    logJson: (value: unknown) => void;
    log: () => void;
  };
  inside.logToStderr = (text) => printed.push(text);
  inside.logJson = (value) => printed.push(JSON.stringify(value));
  inside.log = () => undefined;
  const ended = inside._run().then(
    () => 'ended',
    (error: unknown) => `rejected: ${String(error)}`,
  );
  let end = await Promise.race([ended, delay(patienceMs, 'goes on')]);
  if (end === 'goes on') {
    inside.stop();
    end = await Promise.race([ended, delay(interruptedWithinMs, 'ignores Ctrl-C')]);
  }
  return [...(end === 'ended' ? [] : [end]), ...printed].join('\n');
}

test.each(Object.entries(hostility))(
  'every command refuses in words when each service %s',
  { timeout: 300_000 },
  async (_, how) => {
    behave = how;
    for (const service of services) await engine.start(undefined as never, service, undefined as never);
    const waiting = await attempts();
    expect(waiting.length).toBeGreaterThan(100);
    const wrong: string[] = [];
    const worker = async () => {
      for (let attempt = waiting.shift(); attempt; attempt = waiting.shift()) {
        const text = await run(attempt);
        // The files here are valid: a command that refuses them has not met the services.
        if (/A bug in streamkit|goes on|ignores Ctrl-C|rejected|CONFIG_INVALID/.test(text))
          wrong.push(`${attempt.line}\n${text}`);
      }
    };
    const quiet = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    await Promise.all(Array.from({ length: 16 }, worker));
    quiet.mockRestore();
    expect(wrong).toEqual([]);
  },
);

/** They need no stack, or check first what the stack has nothing to do with. */
const withoutStack = /^(context|doctor|explain|export|list|scaffold|snapshot|connector catalog)\b/;

test('every command says in the same words that a stack does not exist', { timeout: 120_000 }, async () => {
  const wrong: string[] = [];
  let said = 0;
  const quiet = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  for (const { line, command, argv } of await attempts()) {
    if (withoutStack.test(command) || argv.includes('--dry-run') || argv.includes('--context')) continue;
    const text = await run({ line, command, argv: [...argv, '--stack', 'nope'] });
    if (text.includes('Stack nope does not exist.')) said++;
    else if (!text.includes('file not found')) wrong.push(`${line}\n${text}`);
  }
  quiet.mockRestore();
  expect(wrong.join('\n\n')).toBe('');
  expect(said).toBeGreaterThan(100);
});

function answer(socket: Socket, status: string, type: string, body: string): void {
  socket.on('data', () => {
    socket.write(
      `HTTP/1.1 ${status}\r\ncontent-type: ${type}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
  });
}
