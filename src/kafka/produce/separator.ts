import { StreamkitError } from '../../shared/errors.js';

const escapes: Record<string, string> = { t: '\t', n: '\n', r: '\r', '0': '\0', '\\': '\\' };

/**
 * A separator as a flag has it: `\t`, `\n`, `\r`, `\0`, `\\` and `\x1f` are escapes. Pure.
 * @throws StreamkitError USAGE for an empty one, or an unknown escape
 */
export function separatorOf(flag: string, text: string): Buffer {
  const parts = [...text.matchAll(/\\x([0-9a-f]{2})|\\(.)|[^\\]+|\\$/gis)].map(([whole, hex, letter]) => {
    if (hex !== undefined) return Buffer.from(hex, 'hex');
    if (!whole.startsWith('\\')) return Buffer.from(whole);
    const found = escapes[letter ?? ''];
    if (found === undefined) throw invalid(flag, text);
    return Buffer.from(found);
  });
  const separator = Buffer.concat(parts);
  if (separator.length === 0) throw invalid(flag, text);
  return separator;
}

function invalid(flag: string, text: string): StreamkitError {
  return new StreamkitError('USAGE', `${flag} "${text}" is not a separator.`, {
    suggestions: [`Write it as ${flag} : or with an escape, for example ${flag} '\\t', '\\0' or '\\x1f'.`],
  });
}
