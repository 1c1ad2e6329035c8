import { request } from 'node:http';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import type { Comparison } from '../../src/compare/result.js';
import type { SqlResult } from '../../src/sql/client.js';
import { allExamples, playground } from '../support/examples.js';
import { ownHome, processesOf, stateOf } from '../support/own-home.js';

const home = await ownHome();
const examples = await allExamples();
const { paste, pasteUntilSeen } = await playground(home);

/** Every example of a command. */
async function pasteAll(command: string) {
  for (const line of examples.get(command) ?? []) {
    if (line.endsWith(' -f')) await pasteUntilSeen(line);
    else await paste(line);
  }
}

/** The status of an answer to a request with these headers, which may be those of another site's page. */
async function statusOf(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject).end();
  });
}

test('up starts optional services when they are named', async () => {
  const { exitCode, stdout, stderr } = await home.run([
    'up',
    'flink-sql',
    'spark',
    'kafka',
    '--ports',
    'auto',
  ]);
  expect(exitCode, stderr).toBe(0);
  expect(stdout.match(/^\S+(?= is \[UP\])/gm)?.toSorted()).toEqual([
    'flink-jobmanager',
    'flink-sql',
    'flink-taskmanager',
    'kafka',
    'spark-master',
    'spark-worker',
    'zookeeper',
  ]);
});

test('their HTTP servers refuse requests of other sites', async () => {
  const { services } = await home.status();
  const urls = services.flatMap(({ name, endpoints }) => {
    if (!/^(flink|spark)-/.test(name)) return [];
    return Object.values(endpoints).filter((address) => address.startsWith('http:'));
  });
  expect(urls).toHaveLength(5);
  for (const url of urls) {
    const { host } = new URL(url);
    expect(await statusOf(url, { Host: host })).not.toBe(403);
    expect(await statusOf(url, { Host: host, Origin: url })).not.toBe(403);
    expect(await statusOf(url, { Host: 'example.com' })).toBe(403);
    expect(await statusOf(url, { Host: host, Origin: 'http://example.com' })).toBe(403);
    expect(await statusOf(url, { Host: host, Origin: 'null' })).toBe(403);
  }
});

test.runIf(process.platform === 'linux')('none of their ports is open beyond loopback', async () => {
  const pids = await processesOf(home.dir);
  const { stdout } = await execa('ss', ['-H', '-ltnp']);
  const listeners = stdout.split('\n').filter((line) => pids.some((pid) => line.includes(`pid=${pid},`)));
  expect(listeners.length).toBeGreaterThanOrEqual(10);
  for (const line of listeners) expect(line).toMatch(/(127\.0\.0\.1|\[::ffff:127\.0\.0\.1\]|\[::1\]):\d+ /);
});

test('up restarts killed processes', async () => {
  for (const name of ['flink-taskmanager', 'spark-worker'])
    process.kill((await home.ledger(name)).process.pid, 'SIGKILL');
  await expect.poll(async () => stateOf(await home.status(), 'spark-worker')).toBe('failed');
  const { exitCode, stderr } = await home.run(['up', 'flink', 'spark']);
  expect(exitCode, stderr).toBe(0);
  expect(stateOf(await home.status(), 'flink-taskmanager')).toBe('up');
});

test('every example of the commands for jobs works', async () => {
  for (const name of ['payments', 'payments-counted', 'payments-dead-letter'])
    await paste(`streamkit topic create ${name} --partitions 2`);
  for (const name of ['flink', 'spark'])
    await paste(
      `streamkit scaffold ${name} ${name} --yes && cd ${name} && mvn --quiet --batch-mode package -DskipTests`,
    );
  await paste('mkdir target && cp flink/target/flink-1.0.0.jar spark/target/spark-1.0.0.jar target');
  const [flink = '', spark = '', ...others] = examples.get('job submit') ?? [];
  await paste(flink);
  await pasteAll('job list');
  await pasteAll('job status');
  await pasteAll('job logs');
  await pasteAll('job savepoint');
  const [resume = '', ...more] = examples.get('job resume') ?? [];
  await paste(resume);
  await pasteAll('job cancel');
  for (const line of more) await paste(line);
  await pasteAll('job cancel');
  for (const line of [...others, spark]) await paste(line);
});

test('a Spark job starts from the classes that an earlier one has loaded, and is silent when idle', async () => {
  const driver = async () => {
    const { jobs } = JSON.parse(await paste('streamkit job list --json')) as {
      jobs: { name: string; state: string; id: string }[];
    };
    return jobs.find(({ name, state }) => name === 'spark' && state === 'RUNNING')?.id ?? 'none';
  };
  await paste("echo '1,Ada,Lovelace,12.50' | streamkit produce payments");
  const log = async () => paste(`streamkit job logs ${await driver()}`);
  await expect.poll(log, { timeout: 60_000 }).toContain('Streaming query made progress');
  expect(await log()).not.toContain('MicroBatchExecutionContext');
  const archives = async () => paste('ls "$STREAMKIT_CACHE/archives"');
  await expect.poll(archives, { timeout: 120_000 }).toMatch(/spark-worker-job-\w+\.jsa\.seal/);

  await paste('streamkit job cancel spark && streamkit job submit target/spark-1.0.0.jar --on spark');
  for (const jvm of [await driver(), 'CoarseGrainedExecutorBackend'])
    expect(
      await paste(`for pid in $(pgrep -f -- ${jvm}); do cat /proc/$pid/maps 2> /dev/null; done; true`),
    ).toMatch(/spark-worker-job-\w+\.jsa/);
  await paste('streamkit job cancel spark');
});

test('a job that cannot run is refused, with the reason', async () => {
  const refused = async (line: string) => paste(line, [2, 3, 5, 6]);
  expect(await refused('streamkit job submit target/flink-1.0.0.jar --on spark')).toContain(
    'is a job for Flink',
  );
  expect(await refused('streamkit job submit target/flink-1.0.0.jar com.None')).toContain(
    'There is no class com.None',
  );
  expect(await refused('streamkit job submit target/flink-1.0.0.jar -- --guarantee none')).toContain(
    '--guarantee is exactly-once or at-least-once',
  );
  expect(await refused('streamkit job submit target/flink-1.0.0.jar -- --parallelism 9')).toContain(
    'needs more slots than are free',
  );
  const savepoint = '$(ls -d "$STREAMKIT_HOME"/stacks/default/flink-jobmanager/data/savepoints/* | head -1)';
  await paste(
    'streamkit job submit target/flink-1.0.0.jar com.Flink.FraudJob && streamkit job cancel flink-fraud',
  );
  expect(await refused(`streamkit job resume flink-fraud --from ${savepoint}`)).toContain(
    'does not fit com.Flink.FraudJob',
  );
  expect(await refused('streamkit job status none')).toContain('There is no job named "none"');
});

test('every example of compare works, and accounts for each payment', async () => {
  await pasteAll('compare');
  const { measurements } = JSON.parse(await paste('cat old.json')) as Comparison;
  expect(measurements).toHaveLength(1);
  expect(measurements[0]?.recovery).toMatchObject({ sent: 40_000, lost: 0, duplicated: 0, wrongCounts: 0 });
  expect(await paste('cat report.html')).toContain('<svg');
});

test('every example of sql on Flink works', async () => {
  for (const line of examples.get('sql') ?? []) if (line.includes('sql flink')) await paste(line);
});

test('SQL reads and writes Kafka topics, as a table in batch mode and as changes in streaming mode', async () => {
  await paste('streamkit topic create orders && streamkit topic create big');
  await paste("printf '1,Doe,10.50\\n2,Lee,20\\n3,Doe,5\\n' | streamkit produce orders");
  const kafka =
    "'connector' = 'kafka', 'properties.bootstrap.servers' = '\\$KAFKA_BOOTSTRAP_SERVERS', 'format' = 'csv'";
  const table = (name: string, more: string) =>
    `create table ${name} (id bigint, name string, amount decimal(10, 2)) with (${kafka}, 'topic' = '${name}', 'scan.startup.mode' = 'earliest-offset'${more})`;
  await paste(
    `streamkit run -- sh -c "streamkit sql flink \\"${table('orders', ", 'scan.bounded.mode' = 'latest-offset'")}; ${table('big', '')}\\""`,
  );
  // A session of its own: the tables are saved with the stack.
  const sums = 'select name, count(*) n, sum(amount) total from orders group by name';
  const batch = await paste(
    `streamkit sql flink "set 'execution.runtime-mode' = 'batch'; ${sums} order by name" --csv`,
  );
  expect(batch).toContain('name,n,total\r\nDoe,2,15.50\r\nLee,1,20.00');
  const stream = await paste(`streamkit sql flink "${sums}"`);
  for (const change of [
    /^\+I +Doe +1 /m,
    /^-U +Doe +1 /m,
    /^\+U +Doe +2 +15\.50$/m,
    /^\+I +Lee +1 +20\.00$/m,
  ])
    expect(stream).toMatch(change);

  await paste('streamkit sql flink "insert into big select * from orders where amount > 8"');
  const { results } = JSON.parse(
    await paste('streamkit sql flink "select id from big" --limit 2 --json'),
  ) as {
    results: SqlResult[];
  };
  expect(results).toEqual([
    {
      columns: ['op', 'id'],
      rows: [
        ['+I', '1'],
        ['+I', '2'],
      ],
    },
  ]);
  expect(await paste('streamkit sql flink "select nope from orders"', [2])).toContain(
    "Column 'nope' not found",
  );
  expect(
    await paste(`streamkit sql flink "set 'execution.runtime-mode' = 'batch'; select * from big"`, [2]),
  ).toContain('scan.bounded.mode');
});

test('Ctrl-C ends a query and its job', async () => {
  await pasteUntilSeen('streamkit sql flink "select name from big"');
  const states = async () =>
    (JSON.parse(await paste('streamkit job list --json')) as { jobs: { name: string; state: string }[] }).jobs
      .filter(({ name }) => name === 'select name from big')
      .map(({ state }) => state);
  await expect.poll(states, { timeout: 60_000 }).toEqual(['CANCELED']);
});

test('there are no other commands for jobs', () => {
  const commands = [...examples.keys()].filter((command) => command.startsWith('job '));
  const pasted = ['submit', 'list', 'status', 'logs', 'savepoint', 'resume', 'cancel'];
  expect(commands.toSorted()).toEqual(pasted.map((name) => `job ${name}`).toSorted());
});
