import { StreamkitError } from '../../shared/errors.js';

/**
 * The `name=value` pairs of a repeatable flag; the value may contain more equals signs and be empty.
 * @throws StreamkitError USAGE for one without a name or an equals sign
 */
export function pairs(flag: string, values: string[], example: string): [string, string][] {
  return values.map((text) => {
    const at = text.indexOf('=');
    if (at > 0) return [text.slice(0, at).trim(), text.slice(at + 1)];
    throw new StreamkitError('USAGE', `${flag} ${text} is not a name and a value.`, {
      suggestions: [`Write it as ${flag} ${example}.`],
    });
  });
}
