import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allExamples, playground } from '../support/examples.js';
import { ownHome } from '../support/own-home.js';

const home = await ownHome();
const examples = await allExamples();
const { dir, paste, pasteUntilSeen, write } = await playground(home);
const pasted: string[] = [];

const packed = 'target/connect-source-0.1.0.jar';

/** They need Storm, MySQL, HDFS, Hive, several brokers, a secured one or connectors of others: pasted in test/services and test/optional. */
const elsewhere = [
  'acl',
  'compare',
  'connector remove',
  'connector install jdbc',
  'connector install debezium-mariadb',
  'connector install io.debezium:debezium-connector-mariadb:3.5.0.Final',
  'cut',
  'delay',
  'drill',
  'hbase',
  'heal',
  'hdfs',
  'job',
  'sql',
  // Each run is a stack of its own: test/e2e/project-test.test.ts runs them.
  'test',
  'topology',
];
/** `init` without flags asks: the test of the terminal answers. Docker and its images are not everywhere. */
const isPasted = (line: string) => line !== 'streamkit init' && !line.includes('--engine docker');

const record = 'streamkit produce orders "a record" --header source=shop';
const followers: Record<string, string | undefined> = {
  'streamkit consume orders': record,
  'streamkit consume orders --group billing --filter-header "source=sh*" --format "%p:%o %k=%v\\n"': record,
  'streamkit logs -f': undefined,
  'streamkit status --watch': undefined,
  'streamkit up --console': undefined,
  'streamkit dev': undefined,
  'streamkit dev --logs': undefined,
  'streamkit console': undefined,
  'streamkit console --read-only --no-open': undefined,
  'streamkit console --port 0 --json': undefined,
  'streamkit top': undefined,
  'streamkit top --interval 5s': undefined,
  'streamkit connect standalone worker-standalone.properties local-file-source.properties local-file-sink.properties':
    undefined,
};

/** Runs the examples of commands, in the order of the commands' names here. */
async function pasteAll(...commands: string[]) {
  for (const line of commands.flatMap((command) => examples.get(command) ?? [])) {
    pasted.push(line);
    if (!isPasted(line)) continue;
    if (line in followers) await pasteUntilSeen(line, followers[line]);
    // The doctor says what it found on this machine, such as ports that something else holds.
    else await paste(line, line.startsWith('streamkit doctor') ? [0, 3] : [0]);
  }
}

const avro = (...names: string[]) =>
  JSON.stringify({
    type: 'record',
    name: 'Order',
    fields: names.map((name) => ({ name, type: 'string', default: '' })),
  });

test('init, fetch, up', async () => {
  await pasteAll('init', 'fetch');
  await write({ 'streamkit.yml': 'services: [connect]\nports: auto\n' });
  await pasteAll('up', 'doctor', 'status', 'list', 'diff', 'apply', 'dev');
}, 600_000);

test('topic, produce, consume, group', async () => {
  await pasteAll('topic create');
  await paste('streamkit topic create customers && streamkit topic create copies --partitions 3');
  await write({
    'customer.avsc': JSON.stringify({
      type: 'record',
      name: 'Customer',
      fields: [{ name: 'cust_name', type: 'string' }],
    }),
    'name.avsc': '"string"',
    'customers.jsonl': '{"cust_name":"Jon"}\n{"cust_name":"Harry"}\n',
  });
  await pasteAll('topic list', 'produce', 'consume', 'group list', 'group describe', 'group reset');
  await pasteAll('record', 'replay', 'copy', 'generate', 'metrics', 'top', 'console');
  // A group whose last committed offsets are deleted no longer exists.
  await paste('streamkit consume customers --group billing --from-beginning --exit');
  await pasteAll('group delete', 'topic describe', 'topic alter', 'topic reassign', 'topic trim');
}, 600_000);

test('schema', async () => {
  await write({
    'orders.avsc': avro('id'),
    'events.proto': 'syntax = "proto3"; message Event { string id = 1; }',
    'invoices.avsc': JSON.stringify({
      type: 'record',
      name: 'Invoice',
      fields: [{ name: 'customer', type: 'Customer' }],
    }),
  });
  await pasteAll('schema register', 'schema list', 'schema get');
  await write({ 'orders.avsc': avro('id', 'note') });
  await pasteAll('schema check');
  await paste('streamkit schema register orders-value orders.avsc');
  await pasteAll('schema compatibility', 'schema delete');
});

test('connector, connect standalone', async () => {
  await paste('streamkit scaffold connect-file files --set topic=orders && cp files/*.properties .');
  await write({
    'source-file.txt': 'one\ntwo\n',
    'source.json': JSON.stringify({
      name: 'local-file-source',
      config: {
        'connector.class': 'FileStreamSource',
        'tasks.max': '1',
        file: 'source-file.txt',
        topic: 'orders',
      },
    }),
  });
  await pasteAll('connector validate', 'connector try', 'connector catalog');
  await pasteAll('connector create', 'connector list', 'connector status', 'connector plugins');
  await pasteAll('connector pause', 'connector resume', 'connector restart');
  await paste('streamkit connector offsets get local-file-source --json > offsets.json');
  await pasteAll('connector offsets get', 'connector stop', 'connector offsets alter');
  await pasteAll('connector offsets reset', 'connector delete');
  await pasteAll('connect standalone');
  await packPlugin();
  // The others are downloads, and pasted where these connectors run.
  const install = examples.get('connector install')?.find((line) => line.includes(packed)) ?? '';
  pasted.push(install);
  await paste(install);
}, 600_000);

test('env, run, logs, scaffold, completion', async () => {
  await pasteAll('env', 'run', 'logs', 'restart', 'scaffold', 'explain');
  await pasteAll('export compose', 'export project', 'export kubernetes', 'export topics');
  pasted.push(...(examples.get('completion') ?? []));
  const [bash = '', , fish = ''] = examples.get('completion') ?? [];
  await paste(`${bash} && complete -p streamkit`);
  await paste(`mkdir -p .config/fish/completions; HOME=$PWD; ${fish} && test -s .config/fish/completions/*`);
});

test('context', async () => {
  await paste('streamkit env --format properties > client.properties');
  await write({
    'kafkactl.yml': 'contexts:\n  docker:\n    brokers: ["127.0.0.1:9092"]\n',
  });
  await pasteAll('context import', 'context test', 'context show', 'context use', 'context remove');
  await pasteAll('context add', 'context list');
});

test('smoke, topic delete, snapshot, down', async () => {
  await pasteAll('smoke', 'topic delete');
  await pasteAll('pause', 'unpause', 'kill');
  // Services that do not run need not be started again.
  await paste('streamkit down');
  await pasteAll('snapshot save', 'snapshot list', 'snapshot restore', 'snapshot delete');
  await pasteAll('down');
}, 600_000);

test('every other example was pasted', () => {
  const all = [...examples].filter(([command]) => command !== 'tail').flatMap(([, lines]) => lines);
  const here = all.filter((line) => !elsewhere.some((words) => `${line} `.includes(`streamkit ${words} `)));
  expect(here.filter((line) => !pasted.includes(line))).toEqual([]);
});

/** In place of the jar of a connector that `mvn package` built, the file connectors' jar of the stack. */
async function packPlugin() {
  const libraries = join(home.env['STREAMKIT_CACHE'] ?? '', 'libraries');
  const indexes = (await readdir(libraries)).filter((name) => name.startsWith('connect-'));
  const files = await Promise.all(indexes.map(async (name) => readFile(join(libraries, name), 'utf8')));
  const jars = files.flatMap((text) => (JSON.parse(text) as { path: string }[]).map(({ path }) => path));
  const jar = jars.find((path) => /connect-file-[\d.]+\.jar$/.test(path)) ?? '';
  await mkdir(join(dir, 'target'), { recursive: true });
  await copyFile(jar, join(dir, packed));
}
