import { expect, test } from 'vitest';
import { decidePorts } from '../../../src/stack/decide-ports.js';
import { fakeStack } from '../../support/fake-engine.js';

/** The whole range that free ports come from, but for these. */
const allBut = (...free: number[]) =>
  Object.fromEntries(
    Array.from({ length: 12_000 }, (_, index) => 20_000 + index)
      .filter((port) => !free.includes(port))
      .map((port) => [`port${port}`, port]),
  );

test('a free port is never one that another service of the stack has, running or not', async () => {
  const stack = await fakeStack((engine) => [engine.service('added', 1)]);
  const session = await stack.open();
  const free = [23_456, 23_457];
  for (const auto of [true, false]) {
    const kept = { other: allBut(...free) };
    const table = await decidePorts(session, session.services, kept, { auto, asked: {} }, true);
    expect(free).toContain(Object.values(table['added'] ?? {})[0]);
  }
});
