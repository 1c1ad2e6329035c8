import { execa } from 'execa';
import { expect, test } from 'vitest';

/** Runs the CLI in a Node that says to have another version. */
async function runOn(version: string) {
  const versions = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
  const preload = `data:text/javascript,${encodeURIComponent(versions)}`;
  return execa(process.execPath, ['--import', preload, 'bin/run.js', '--version'], { reject: false });
}

test.for(['12.22.12', '18.20.8', '20.18.3'])('Node %s is refused in words', async (version) => {
  const { exitCode, stdout, stderr } = await runOn(version);
  expect(exitCode).toBe(3);
  expect(stdout).toBe('');
  expect(stderr).toContain(`streamkit needs Node 20.19 or later; this is ${version}. [NODE_UNFIT]`);
});

test.for(['20.19.0', '22.0.0', '24.1.0'])('Node %s is accepted', async (version) => {
  expect((await runOn(version)).exitCode).toBe(0);
});
