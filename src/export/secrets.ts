import { maskSecrets } from '../connect/connector-details.js';

/**
 * Names of settings whose value must not be in a file: by their name, a password in a URL, or a password of the stack.
 * A value that only refers to a secret (`${…}`) is not one.
 * @param declared names of settings that are known to be secret
 */
export function secretSettings(
  settings: Record<string, string>,
  passwords: string[],
  declared: string[] = [],
): string[] {
  const masked = maskSecrets(settings, new Set(declared));
  return Object.keys(settings).filter((name) => {
    const value = settings[name] ?? '';
    if (holdsPassword(value, passwords)) return true;
    return masked[name] !== value && !/^\$\{[^}]*\}$/.test(value) && value !== '';
  });
}

/** Settings without those that hold secrets, and the names of those. */
export function withoutSecrets(settings: Record<string, string | number | boolean>, passwords: string[]) {
  const texts = Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)]));
  const secret = new Set(secretSettings(texts, passwords));
  return {
    open: Object.fromEntries(Object.entries(settings).filter(([name]) => !secret.has(name))),
    secret: [...secret],
  };
}

export const replaceMe = 'REPLACE-ME';

/** Arguments of a program; values that look like secrets are replaced: `--password VALUE`, `--password=VALUE`. */
export function openArguments(words: string[], passwords: string[]): string[] {
  return words.map((word, index) => {
    if (holdsPassword(word, passwords)) return replaceMe;
    const [, name, value] = /^(-*[^=]+)=(.*)$/.exec(word) ?? [];
    if (name !== undefined && value !== undefined) {
      const [open] = Object.values(maskSecrets({ [name]: value }, new Set()));
      return open === value ? word : `${name}=${replaceMe}`;
    }
    const before = words[index - 1] ?? '';
    const asFlag = /^--?[^=]+$/.test(before) && !word.startsWith('-') ? before : '';
    const [open] = Object.values(maskSecrets({ [asFlag]: word }, new Set()));
    return open === word ? word : replaceMe;
  });
}

function holdsPassword(text: string, passwords: string[]): boolean {
  return passwords.some((password) => password !== '' && text.includes(password));
}
