import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Stack } from '../../../../src/engines/engine.js';
import { writeEntry } from '../../../../src/engines/local/process/ledger.js';
import { identify } from '../../../../src/engines/local/process/process-table.js';
import { refuseWrites } from '../../../../src/engines/local/process/refuse-writes.js';
import type { ServiceDefinition } from '../../../../src/services/types.js';

/** Writes more to a file whenever it is asked to, and answers with the error code. */
const writer = `
const { appendFileSync } = require('node:fs');
process.on('SIGXFSZ', () => undefined);
process.on('message', () => {
  let code = 'none';
  try { appendFileSync('data', 'more'); } catch (error) { code = error.code; }
  process.send(code);
});
process.send('ready');
`;

test.runIf(platform() === 'linux')('the writes of a running process fail, its reads do not', async () => {
  const root = await mkdtemp(join(tmpdir(), 'streamkit-writes-'));
  onTestFinished(async () => rm(root, { recursive: true }));
  await writeFile(join(root, 'writer.cjs'), writer);
  const child = fork(join(root, 'writer.cjs'), { cwd: root });
  onTestFinished(() => void child.kill('SIGKILL'));
  const answer = async (): Promise<unknown> => ((await once(child, 'message')) as unknown[])[0];
  const write = async () => {
    const answered = answer();
    child.send('write');
    return answered;
  };
  await answer();
  const process = await identify(child.pid ?? 0);
  if (!process) throw new Error('the process has ended');
  await writeEntry(join(root, 'kafka'), { process, configHash: '', startedAt: new Date().toISOString() });
  expect(await write()).toBe('none');
  await refuseWrites?.({ dir: root } as Stack, { name: 'kafka' } as ServiceDefinition);
  expect(await write()).toBe('EFBIG');
});
