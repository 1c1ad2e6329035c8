import { expect, test } from 'vitest';
import { streamkit } from '../support/cli.js';

test.for([
  [['nothing'], 'nothing'],
  [['nothing', '--help'], 'nothing'],
  [['help', 'nothing'], 'nothing'],
  [['topic', 'craete'], 'topic craete'],
  [['topic', 'craete', '-h'], 'topic craete'],
] as const)('%s is an unknown command', async ([args, name]) => {
  const { exitCode, stdout, stderr } = await streamkit([...args]);
  expect(exitCode).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(`Error: Unknown command: ${name}.\n`);
  expect(stderr).toContain('streamkit ');
});
