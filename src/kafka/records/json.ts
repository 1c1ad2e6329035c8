/** JSON without loss: integers that a double cannot hold are bigints, other such numbers keep their text. */

export type Json = null | boolean | number | bigint | string | JsonNumber | Json[] | { [name: string]: Json };

/** A number with a fraction, by its digits. */
export class JsonNumber {
  constructor(readonly text: string) {}
}

export function isJsonObject(value: Json): value is Record<string, Json> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber)
  );
}

const marker = '\u0000number:';
// Not with an exponent: then the digits are not what matters.
const stringOrNumber = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d[\d.]{15,}(?![\d.eE])/g;

/** @throws SyntaxError as JSON.parse does */
export function parseJson(text: string): Json {
  if (!/\d[\d.]{15}/.test(text)) return JSON.parse(text) as Json;
  // Checked first: with its numbers quoted, some text that is not JSON would pass.
  JSON.parse(text);
  const quoted = text.replace(stringOrNumber, (token) =>
    token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : `"\\u0000number:${token}"`,
  );
  return JSON.parse(quoted, (_, value: Json) =>
    typeof value === 'string' && value.startsWith(marker) ? exact(value.slice(marker.length)) : value,
  ) as Json;
}

function exact(digits: string): bigint | JsonNumber {
  return digits.includes('.') ? new JsonNumber(digits) : BigInt(digits);
}

/** One line of JSON. */
export function writeJson(value: Json): string {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof JsonNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(writeJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}:${writeJson(field)}`);
  return `{${fields.join(',')}}`;
}
