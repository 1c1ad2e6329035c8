import { describe, expect, test } from 'vitest';
import type { Snapshot } from '../../src/console/watch/types.js';
import type { JobStatus, JobSummary } from '../../src/jobs/types.js';
import { dockerHome, hasDocker } from './docker-home.js';
import { streamkit } from '../support/cli.js';
import { startConsole } from '../support/running-console.js';
import { jobJar } from './job-jar.js';

describe.skipIf(!hasDocker)('Flink on Docker', async () => {
  const home = await dockerHome('kraft');
  let job: JobSummary | undefined;
  const jobStatus = async () => home.json<JobStatus>(['job', 'status', job?.id ?? '']);

  test('up flink-sql starts a JobManager, a TaskManager and the gateway, on loopback only', async () => {
    const { stdout, stderr, exitCode } = await home.run(['up', 'kafka', 'flink-sql']);
    expect(exitCode, stderr).toBe(0);
    expect(stdout).toMatch(/^flink-jobmanager is \[UP\] {2}http:\/\/127\.0\.0\.1:\d+/m);
    for (const name of ['flink-taskmanager', 'flink-sql'])
      expect(stdout).toMatch(new RegExp(`^${name} is \\[UP\\]`, 'm'));
    const published = (await home.client.listContainers({})).flatMap(({ Ports }) => Ports);
    for (const { IP, PublicPort } of published) if (PublicPort) expect(IP).toBe('127.0.0.1');
  });

  test('all are reached from here and from a container', async () => {
    const { stdout, stderr, exitCode } = await home.run(['doctor', '--deep']);
    expect(exitCode, stdout + stderr).toBe(0);
    for (const name of ['flink-jobmanager', 'flink-taskmanager', 'flink-sql'])
      for (const from of ['here', 'a container']) expect(stdout).toMatch(`ok       ${name} from ${from}`);
  });

  test('a query of Flink SQL runs on the cluster', async () => {
    const batch = "set 'execution.runtime-mode' = 'batch'";
    const { stdout, stderr } = await home.run(['sql', 'flink', `${batch}; select 1 + 1 as two`, '--csv']);
    expect(stdout, stderr).toContain('two\r\n2');
  });

  test('a job runs, reads on and writes checkpoints to the volume', async () => {
    const jar = await jobJar('FlinkNumbers', 'flink', home.dir);
    const { jobs } = await home.json<{ jobs: JobSummary[] }>(['job', 'submit', jar]);
    job = jobs[0];
    expect(job).toMatchObject({ name: 'numbers', state: 'RUNNING', processor: 'flink' });
    await expect.poll(async () => (await jobStatus()).checkpoints?.completed ?? 0).toBeGreaterThan(0);
    expect((await home.run(['job', 'logs', 'numbers'])).stdout).toMatch(/numbers/);
  });

  test('the console shows the stack, its topics, jobs and logs, and ends with Ctrl-C', async () => {
    await home.run(['topic', 'create', 'seen']);
    const input = 'one\n';
    expect((await streamkit(['produce', 'seen'], { cwd: home.cwd, env: home.env, input })).exitCode).toBe(0);
    const running = await startConsole(home.env, ['--no-open'], home.cwd);
    const ask = async <Answer>(path: string, init = {}) =>
      (await (await running.request(path, init)).json()) as Answer;
    const snapshot = async () => ask<Snapshot>('stack');
    await expect
      .poll(async () => (await snapshot()).streamJobs)
      .toContainEqual(expect.objectContaining({ name: 'numbers' }));
    await expect
      .poll(async () => (await snapshot()).topics)
      .toContainEqual(expect.objectContaining({ name: 'seen', records: 1 }));
    const { stack, services, flow, problems } = await snapshot();
    expect(stack).toMatchObject({ engine: 'docker', exists: true });
    expect(services.filter(({ state }) => state === 'up').map(({ name }) => name)).toEqual([
      'kafka',
      'flink-jobmanager',
      'flink-taskmanager',
      'flink-sql',
    ]);
    expect(flow.nodes.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['topic', 'job']));
    expect(problems).toEqual({});
    const logs = { services: ['flink-jobmanager'], tail: 1 };
    const live = await running.request('live', { method: 'POST', body: JSON.stringify({ logs }) });
    expect(await firstLine(live)).toMatchObject({
      channel: 'logs',
      data: [['flink-jobmanager', expect.any(Number), expect.any(String)]],
    });
    expect((await fetch(`${running.origin}/api/v1/stack`)).status).toBe(401);
    expect(await running.stop()).toBe(130);
  });

  test('its savepoint outlives down: up starts a cluster that resumes the job from it', async () => {
    const saved = await home.json<{ savepoint: string }>(['job', 'savepoint', 'numbers', '--stop']);
    expect(saved.savepoint).toMatch(/^file:/);
    for (const args of [['down'], ['up', 'flink-sql']]) expect((await home.run(args)).exitCode).toBe(0);
    const resumed = await home.json<JobSummary>(['job', 'resume', 'numbers']);
    expect(resumed).toMatchObject({ savepoint: saved.savepoint, state: 'RUNNING' });
  });

  test('down --data leaves nothing', async () => {
    expect(await home.run(['down', '--data', '--yes'])).toMatchObject({ exitCode: 0 });
    expect(await home.leftovers()).toEqual([]);
  });
});

/** The first line of a stream, which is left then. */
async function firstLine({ body }: Response): Promise<unknown> {
  let text = '';
  for await (const part of body as unknown as AsyncIterable<Uint8Array>) {
    text += Buffer.from(part).toString('utf8');
    if (text.includes('\n')) break;
  }
  return JSON.parse(text.slice(0, text.indexOf('\n')));
}

describe.skipIf(!hasDocker)('Spark on Docker', async () => {
  const home = await dockerHome();
  let job: JobSummary | undefined;

  test('up spark starts a Master and a Worker, and both are reached from here and from a container', async () => {
    const { stdout, stderr, exitCode } = await home.run(['up', 'spark']);
    expect(exitCode, stderr).toBe(0);
    for (const name of ['master', 'worker'])
      expect(stdout).toMatch(new RegExp(`^spark-${name} is \\[UP\\] {2}http://127\\.0\\.0\\.1:\\d+`, 'm'));
    const doctor = await home.run(['doctor', '--deep']);
    for (const name of ['spark-master', 'spark-worker'])
      for (const from of ['here', 'a container'])
        expect(doctor.stdout).toMatch(`ok       ${name} from ${from}`);
  });

  test('a job runs on an executor, which its status and its logs show, until it is canceled', async () => {
    const jar = await jobJar('SparkNumbers', 'spark', home.dir);
    const { jobs } = await home.json<{ jobs: JobSummary[] }>(['job', 'submit', jar]);
    job = jobs[0];
    expect(job).toMatchObject({ state: 'RUNNING', processor: 'spark' });
    const { tasks } = await home.json<JobStatus>(['job', 'status', job?.id ?? '']);
    expect(tasks.map(({ name }) => name).toSorted()).toEqual(['driver', 'executor 0']);
    expect((await home.run(['job', 'logs', job?.id ?? ''])).stdout).toMatch(/Connected to Spark cluster/);
    expect((await home.run(['job', 'cancel', job?.id ?? ''])).exitCode).toBe(0);
  });

  test('the job is still known after down and up; down --data leaves nothing', async () => {
    for (const args of [['down'], ['up', 'spark']]) expect((await home.run(args)).exitCode).toBe(0);
    expect((await home.run(['job', 'list'])).stdout).toContain(job?.id ?? 'none');
    expect(await home.run(['down', '--data', '--yes'])).toMatchObject({ exitCode: 0 });
    expect(await home.leftovers()).toEqual([]);
  });
});
