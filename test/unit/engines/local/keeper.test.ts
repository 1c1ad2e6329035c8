import { expect, test } from 'vitest';
import { BackOff } from '../../../../src/engines/local/keeper/back-off.js';
import { ending } from '../../../../src/engines/local/keeper/ending.js';
import { catalogue } from '../../../../src/services/catalogue.js';
import { withRestart } from '../../../../src/services/settings/restart.js';

test('the delay between restarts doubles up to a minute, and starts again after five minutes of life', () => {
  const backOff = new BackOff();
  const delays = Array.from({ length: 8 }, () => backOff.delayAfter(3000));
  expect(delays.map((ms) => ms / 1000)).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  expect(backOff.delayAfter(300_000)).toBe(1000);
  expect(backOff.delayAfter(3000)).toBe(2000);
});

const halt = `2026-11-27T12:22:09.521+0000 INFO Supervisor: started
2026-11-27T12:22:10.000+0000 ERROR Utils: Halting process: Error when processing an event
java.nio.file.NoSuchFileException: /data/stormdist/x/stormcode.ser
\tat java.base/sun.nio.fs.UnixException.translateToIOException(UnixException.java:92)
2026-11-27T12:22:10.100+0000 INFO Supervisor: bye`;

test('an ending is named by how the process ended and its last error', () => {
  expect(ending({ code: 20, signal: undefined }, halt)).toBe(
    'it ended with exit code 20; the last error in its log: java.nio.file.NoSuchFileException: /data/stormdist/x/stormcode.ser',
  );
  expect(ending(undefined, '2026-11-27T12:22:09.521+0000 ERROR Utils: Halting process')).toBe(
    'it ended without being told to; the last error in its log: ERROR Utils: Halting process',
  );
  expect(ending({ code: undefined, signal: 'SIGKILL' }, 'INFO quiet\n')).toBe('it was ended by SIGKILL');
  expect(ending(undefined, `${halt}\n${'INFO quiet\n'.repeat(60)}`)).toBe('it ended without being told to');
  expect(ending(undefined, '')).toBe('it ended without being told to');
});

test('daemons of Storm are restarted by default; streamkit.yml decides by service or product', () => {
  const restarted = (table: Record<string, boolean>) =>
    withRestart(catalogue('zookeeper'), table)
      .filter(({ restart }) => restart)
      .map(({ name }) => name);
  expect(restarted({})).toEqual(['nimbus', 'supervisor']);
  expect(restarted({ kafka: true, storm: false })).toEqual(['kafka']);
  expect(restarted({ storm: false, supervisor: true })).toEqual(['supervisor']);
  expect(() => restarted({ nimbsu: true })).toThrow('There is no service named "nimbsu".');
});
