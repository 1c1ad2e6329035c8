import { StreamkitError } from '../../shared/errors.js';
import { textHint } from './hints.js';
import type { Moment } from './moment.js';
import type { Shape } from './shape.js';

type Text = Shape & { kind: 'text' };

/** @throws StreamkitError USAGE for a pattern that cannot be used */
export function textOf(shape: Text, moment: Moment, { name, path }: { name: string; path: string }): string {
  const { pattern, format, like } = shape;
  if (pattern !== undefined) return matching(pattern, moment, path);
  if (format !== undefined) {
    const formatted = formats[format]?.(moment);
    if (formatted !== undefined) return formatted;
  }
  if (like !== undefined) return similar(like, moment);
  return fitting(textHint(name, moment) ?? moment.faker.word.noun(), shape, moment);
}

const formats: Record<string, (moment: Moment) => string> = {
  uuid: ({ faker }) => faker.string.uuid(),
  email: ({ faker, person: { first, last } }) =>
    faker.internet.email({ firstName: first, lastName: last }).toLowerCase(),
  'idn-email': ({ faker }) => faker.internet.email(),
  'date-time': ({ time }) => new Date(time).toISOString(),
  date: ({ time }) => new Date(time).toISOString().slice(0, 10),
  time: ({ time }) => new Date(time).toISOString().slice(11),
  duration: ({ faker }) => `PT${faker.number.int({ min: 1, max: 59 })}M`,
  uri: ({ faker }) => faker.internet.url(),
  url: ({ faker }) => faker.internet.url(),
  iri: ({ faker }) => faker.internet.url(),
  'uri-reference': ({ faker }) => `/${faker.word.noun()}`,
  hostname: ({ faker }) => faker.internet.domainName(),
  'idn-hostname': ({ faker }) => faker.internet.domainName(),
  ipv4: ({ faker }) => faker.internet.ipv4(),
  ipv6: ({ faker }) => faker.internet.ipv6(),
};

/** A text of a regular expression, as far as faker knows its syntax. */
function matching(pattern: string, { faker }: Moment, path: string): string {
  const simple = pattern
    .replace(/^\^|\$$/g, '')
    .replaceAll('\\d', '[0-9]')
    .replaceAll('\\w', '[A-Za-z0-9_]');
  try {
    const text = faker.helpers.fromRegExp(simple).replace(/\\(.)/g, '$1');
    if (new RegExp(pattern).test(text)) return text;
  } catch {
    // Reported below: faker or JavaScript does not know the pattern.
  }
  throw new StreamkitError('USAGE', `${path}: no text can be generated for the pattern ${pattern}.`, {
    suggestions: ['Name a generator for the field: "faker": "string.alphanumeric"'],
  });
}

/** The same with other digits. */
function similar(text: string, { faker }: Moment): string {
  return text.replace(/\d/g, (digit, at: number) =>
    String(faker.number.int({ min: at === 0 && digit !== '0' ? 1 : 0, max: 9 })),
  );
}

function fitting(text: string, { min = 0, max = Infinity }: Text, { faker }: Moment): string {
  const missing = min - text.length;
  const long = missing > 0 ? text + faker.string.alphanumeric(missing) : text;
  return long.slice(0, max);
}
