import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import { OtherPrograms } from '../../../src/compare/resources.js';

test.runIf(process.platform === 'linux')(
  'a program outside of the stack counts, this one does not',
  async () => {
    const busy = execa(process.execPath, ['-e', 'process.stdout.write("."); for (;;);'], {
      reject: false,
      buffer: false,
    });
    onTestFinished(async () => {
      busy.kill('SIGKILL');
      await busy;
    });
    await new Promise((resolve) => busy.stdout.once('data', resolve));
    const others = await OtherPrograms.since([]);
    const end = performance.now() + 1000;
    while (performance.now() < end);
    // Two of the cores are busy, one of them with this loop; a loaded machine gives the other program less, never nothing.
    expect(await others.cores()).toBeGreaterThan(0.2);
  },
);
