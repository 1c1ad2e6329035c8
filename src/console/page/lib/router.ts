import { signal } from '@preact/signals';

export interface Location {
  /** Parts of the path, decoded: `['topics', 'orders', 'records']`. */
  parts: string[];
  query: URLSearchParams;
}

export const place = signal<Location>(read());

/** Positions and filters are in the address, so that back, reload and a pasted link work. */
export function startRouter(): void {
  addEventListener('hashchange', () => {
    place.value = read();
  });
  place.value = read();
}

export function href(...parts: string[]): string {
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

export function go(address: string): void {
  location.hash = address;
}

/** Changes the query without a new entry in the history. */
export function setQuery(changes: Record<string, string | undefined>): void {
  const { parts, query } = read();
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  history.replaceState(null, '', `${href(...parts)}${text === '' ? '' : `?${text}`}`);
  place.value = read();
}

function read(): Location {
  const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const parts = path.split('/').filter((part) => part !== '');
  return { parts: parts.map(decoded), query: new URLSearchParams(query) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
