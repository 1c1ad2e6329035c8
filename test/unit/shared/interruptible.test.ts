import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, expect, test, vi } from 'vitest';
import { interruptible } from '../../../src/shared/interruptible.js';

const unhandled = vi.fn();
process.on('unhandledRejection', unhandled);
afterAll(() => {
  process.off('unhandledRejection', unhandled);
});

test.each([
  ['before', AbortSignal.abort(new Error('stopped'))],
  ['while', AbortSignal.timeout(1)],
])(
  'work that is interrupted %s it began may fail later, without an unhandled rejection',
  async (_, signal) => {
    let fail: (error: Error) => void = () => undefined;
    const work = new Promise<void>((_resolve, reject) => (fail = reject));
    await expect(interruptible(work, signal)).rejects.toBe(signal.reason);
    fail(new Error('late'));
    await turn();
    expect(unhandled).not.toHaveBeenCalled();
  },
);
