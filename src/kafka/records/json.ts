/** JSON without loss: integers that a double cannot hold become, and are written as, bigints. */

export type Json = null | boolean | number | bigint | string | Json[] | { [name: string]: Json };

const marker = '\u0000integer:';
// Not the digits behind a point or in an exponent.
const stringOrInteger = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;

/** @throws SyntaxError as JSON.parse does */
export function parseJson(text: string): Json {
  if (!/\d{16}/.test(text)) return JSON.parse(text) as Json;
  // Checked first: with its integers quoted, some text that is no JSON would pass.
  JSON.parse(text);
  const quoted = text.replace(stringOrInteger, (token) =>
    token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : `"\\u0000integer:${token}"`,
  );
  return JSON.parse(quoted, (_, value: Json) =>
    typeof value === 'string' && value.startsWith(marker) ? BigInt(value.slice(marker.length)) : value,
  ) as Json;
}

/** One line of JSON. */
export function writeJson(value: Json): string {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return `[${value.map(writeJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}:${writeJson(field)}`);
  return `{${fields.join(',')}}`;
}
