import { setTimeout as delay } from 'node:timers/promises';

/** Waits for changes, and not longer than until the signal aborts. Changes close together are one. */
export function untilChanged(
  signal: AbortSignal,
  pauseMs: number,
  subscribe: (changed: () => void) => () => void,
): { next: () => Promise<void>; end: () => void } {
  let changed = false;
  let wake: (() => void) | undefined;
  const note = () => {
    changed = true;
    wake?.();
  };
  const end = subscribe(note);
  signal.addEventListener('abort', note, { once: true });
  return {
    async next() {
      await delay(pauseMs, undefined, { signal }).catch(() => undefined);
      if (!changed) await new Promise<void>((resolve) => (wake = resolve));
      wake = undefined;
      changed = false;
    },
    end() {
      end();
      signal.removeEventListener('abort', note);
    },
  };
}
