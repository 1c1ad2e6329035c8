import { escapeValue } from 'properties-file/escape';

/**
 * A value in a Java .properties file. `:`, `=`, `#` and `!` need no escape in a value, and other readers of such files, kcat for
 * example, would take the backslash as a part of it.
 */
export function propertyValue(value: string): string {
  return escapeValue(value, true).replace(/\\([\\:=#!])/g, (pair, char: string) =>
    char === '\\' ? pair : char,
  );
}
