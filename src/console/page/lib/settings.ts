import { effect, signal } from '@preact/signals';

/** Choices that last: in localStorage, which holds no secret. */
function setting<Value extends string>(name: string, first: Value, allowed: readonly Value[]) {
  const key = `streamkit-${name}`;
  const kept = localStorage.getItem(key) as Value | null;
  const value = signal<Value>(kept !== null && allowed.includes(kept) ? kept : first);
  effect(() => {
    localStorage.setItem(key, value.value);
  });
  return value;
}

export const theme = setting('theme', 'system', ['system', 'light', 'dark']);
export const times = setting('times', 'exact', ['exact', 'ago']);
export const zone = setting('zone', 'local', ['local', 'utc']);

export function applyTheme(): void {
  effect(() => {
    document.documentElement.dataset['theme'] = theme.value;
  });
}
