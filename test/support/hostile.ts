import fc from 'fast-check';
import { StreamkitError } from '../../src/shared/errors.js';

/** Runs something on hostile input: it may succeed or refuse in words, and nothing else. @returns undefined if refused */
export async function orRefused<Result>(
  attempt: () => Result | Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof StreamkitError && error.code !== 'INTERNAL') return undefined;
    throw error;
  }
}

/** Text of any kind: plain, with control and wide characters, half surrogates, and what means something to some parser. */
export const hostileText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom(
        ...[
          '../',
          '..',
          '/',
          '\\',
          '\0',
          '\n',
          '\r',
          '%00',
          '%2e%2e/',
          '$(id)',
          '`id`',
          ';',
          '|',
          '&',
          "'",
          '"',
        ],
        ...[
          '{',
          '}',
          '[',
          ']',
          ':',
          '=',
          '#',
          '!',
          '*',
          '?',
          '\\u',
          '\\u12',
          '\\',
          '- ',
          '&a ',
          '*a',
          '<<: ',
          '!!js',
        ],
        ...[
          '__proto__',
          'constructor',
          'null',
          '1e999',
          '-0',
          '9007199254740993',
          '\ud800',
          '\u202e',
          '😀',
          'a',
          ' ',
        ],
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);

/** Any JSON value, and text that only looks like JSON. */
export const hostileJson = fc.oneof(fc.json({ maxDepth: 4 }), hostileText);

export const hostileBytes = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));

/** Some bytes with a few of them changed, cut off or repeated. */
export function damaged(good: Buffer): fc.Arbitrary<Buffer> {
  return fc
    .tuple(
      fc.array(fc.tuple(fc.nat(Math.max(0, good.length - 1)), fc.integer({ min: 0, max: 255 })), {
        maxLength: 6,
      }),
      fc.option(fc.nat(good.length)),
    )
    .map(([changes, cut]) => {
      const bytes = Buffer.from(good);
      for (const [at, byte] of changes) bytes[at] = byte;
      return cut === null ? bytes : bytes.subarray(0, cut);
    });
}
