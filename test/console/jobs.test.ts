import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import type { JobSummary } from '../../src/jobs/types.js';
import { streamkit } from '../support/cli.js';
import { ownHome } from '../support/own-home.js';
import { openBrowser, openPage, startConsole } from './browser.js';
import { chromiumPath } from './chromium.js';

describe.runIf(chromiumPath() !== undefined)('jobs of Flink in the console', async () => {
  const home = await ownHome();
  const project = join(home.dir, 'project');
  const run = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await home.run(args);
    expect(exitCode, stderr).toBe(0);
    return stdout;
  };
  const states = async () => {
    const { jobs } = await home.json<{ jobs: JobSummary[] }>(['job', 'list']);
    return jobs.map(({ state }) => state).toSorted();
  };

  const savepoints = async () =>
    (await readdir(join(home.dir, 'stacks/default/flink-jobmanager/data/savepoints')).catch(() => [])).length;
  const pay = async (...payments: string[]) => {
    const input = payments.map((payment) => `${payment}\n`).join('');
    expect((await streamkit(['produce', 'payments'], { env: home.env, input })).exitCode).toBe(0);
  };
  const counted = async () => {
    const args = ['consume', 'payments-counted', '--from-beginning', '--read-committed', '--exit'];
    return (await run(...args)).split('\n').filter((line) => line !== '').length;
  };

  test('a job is found in the graph, saved, stopped, resumed where it was, and canceled', async () => {
    await run('up', 'kafka', 'flink', '--ports', 'auto');
    for (const topic of ['payments', 'payments-counted', 'payments-dead-letter'])
      await run('topic', 'create', topic);
    await run('scaffold', 'flink', project, '--yes');
    await execa('mvn', ['--quiet', '--batch-mode', 'package', '-DskipTests'], { cwd: project });
    await run('job', 'submit', join(project, 'target', 'flink-1.0.0.jar'));

    const running = await startConsole(home.env);
    const { page, done } = await openPage(await openBrowser(), running);
    const names = ['payments', 'flink', 'payments-counted', 'payments-dead-letter'];
    for (const name of names) await page.locator(`.flow-node:has(b:text-is("${name}"))`).waitFor();
    await page.getByRole('link', { name: 'Jobs' }).first().click();
    await page.getByRole('row').getByRole('link', { name: 'flink' }).click();
    await page.getByRole('heading', { name: 'flink' }).waitFor();

    await pay('1,Ann,Lee,10', '2,Bob,Doe,20', '3,Eve,Lee,30');
    await expect.poll(counted).toBe(3);
    await page.getByRole('button', { name: 'Savepoint', exact: true }).click();
    await expect.poll(savepoints).toBe(1);
    await page.getByRole('button', { name: 'Stop with savepoint' }).click();
    await expect.poll(states).toEqual(['FINISHED']);
    expect(await savepoints()).toBe(2);
    await pay('4,Ann,Lee,40', '5,Bob,Doe,50');
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect.poll(states).toEqual(['FINISHED', 'RUNNING']);
    await expect.poll(counted).toBe(5);
    await page.getByRole('link', { name: 'Jobs' }).first().click();
    const row = page.getByRole('row').filter({ hasText: 'RUNNING' });
    await row.getByRole('link', { name: 'flink' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: 'Cancel job' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Type flink to confirm').fill('flink');
    await dialog.getByRole('button', { name: 'Cancel job' }).click();
    await expect.poll(states).toEqual(['CANCELED', 'FINISHED']);
    await done();
    expect(await running.stop()).toBe(130);
  });
});
