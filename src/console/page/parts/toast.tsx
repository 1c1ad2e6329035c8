import { signal } from '@preact/signals';
import { api, type ApiProblem } from '../lib/api.js';
import { problemOf } from '../lib/use.js';
import { Button } from './basics.js';
import { Problem } from './problem.js';

interface Toast {
  id: number;
  text?: string;
  problem?: ApiProblem;
}

const toasts = signal<Toast[]>([]);
let next = 1;
const shownMs = 4000;

export function say(text: string): void {
  const id = add({ text });
  setTimeout(() => {
    close(id);
  }, shownMs);
}

/** Stays until it is closed. */
export function sayProblem(error: unknown): void {
  add({ problem: problemOf(error) });
}

/** Does something by the API, and says how it ended. */
export async function act(
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body: unknown,
  done: string | undefined,
): Promise<boolean> {
  try {
    await api(method, path, body);
    if (done !== undefined) say(done);
    return true;
  } catch (error) {
    sayProblem(error);
    return false;
  }
}

function add(toast: Omit<Toast, 'id'>): number {
  const id = next++;
  toasts.value = [...toasts.value, { id, ...toast }].slice(-4);
  return id;
}

function close(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map(({ id, text, problem }) => (
        <div key={id} class="toast">
          {text}
          {problem && <Problem problem={problem} />}
          <Button
            icon="close"
            kind="quiet"
            label="Close"
            onClick={() => {
              close(id);
            }}
          />
        </div>
      ))}
    </div>
  );
}
