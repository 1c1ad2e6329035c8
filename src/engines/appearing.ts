import { setTimeout as delay } from 'node:timers/promises';

const pollMs = 500;

/**
 * What a look finds; followed, it looks again and again, and yields what has come since.
 * @param look the names of all that is there
 */
export async function* appearing(
  look: () => Promise<string[]>,
  { follow, signal }: { follow: boolean; signal: AbortSignal },
): AsyncGenerator<{ name: string; late: boolean }> {
  const known = new Set<string>();
  for (let late = false; ; late = true) {
    for (const name of await look()) {
      if (known.has(name)) continue;
      known.add(name);
      yield { name, late };
    }
    if (!follow || signal.aborted) return;
    await delay(pollMs, undefined, { signal }).catch(() => undefined);
  }
}
