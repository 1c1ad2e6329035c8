import { propertyValue } from '../shared/property-value.js';
import type { ClientSettings } from '../services/settings/clients.js';

export const settingsFormats = ['sh', 'dotenv', 'json', 'properties', 'spring'] as const;
export type SettingsFormat = (typeof settingsFormats)[number];

/** A stack's settings as the text of a file, quoted by the rules of its format. Pure. */
export function settingsText(
  { variables, properties, spring }: ClientSettings,
  format: SettingsFormat,
): string {
  switch (format) {
    case 'sh':
      return lines(variables, (name, value) => `export ${name}=${shellWord(value)}`);
    case 'dotenv':
      return lines(variables, (name, value) => `${name}=${dotenvValue(value)}`);
    case 'json':
      return `${JSON.stringify(variables, undefined, 2)}\n`;
    case 'properties':
      return lines(properties, (key, value) => `${key}=${propertyValue(value)}`);
    case 'spring':
      return lines(spring, (key, value) => `${key}=${propertyValue(value)}`);
  }
}

function lines(entries: Record<string, string>, line: (name: string, value: string) => string): string {
  return Object.entries(entries)
    .map(([name, value]) => `${line(name, value)}\n`)
    .join('');
}

/** One word for any POSIX shell, whatever is in it. */
function shellWord(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}

/** Bare where every reader agrees, Docker's `--env-file` too, which knows no quotes; else as the `dotenv` libraries read. */
function dotenvValue(value: string): string {
  if (/^[\w./:@%+,-]*$/.test(value)) return value;
  if (!/['\n\r]/.test(value)) return `'${value}'`;
  const escaped = value.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return `"${escaped.replaceAll('\n', '\\n').replaceAll('\r', '\\r')}"`;
}
