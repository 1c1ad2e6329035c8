import { expect, test } from 'vitest';
import { openArguments, secretSettings } from '../../../src/export/secrets.js';

test('secret by name, by declaration, in a URL, or a password of the stack; a reference is not', () => {
  const settings = {
    'db.password': 'x',
    'aws.secret.key': 'x',
    plain: 'x',
    token: '${env:TOKEN}',
    declared: 'x',
    url: 'jdbc:mysql://db/shop?user=me&password=x',
    query: 'select 1 -- stackpassword',
  };
  expect(secretSettings(settings, ['stackpassword'], ['declared'])).toEqual([
    ...['db.password', 'aws.secret.key', 'declared', 'url', 'query'],
  ]);
});

test.each([
  [
    ['--topic', 'orders', '--password', 'x'],
    ['--topic', 'orders', '--password', 'REPLACE-ME'],
  ],
  [
    ['--api-key=x', 'mode=fast'],
    ['--api-key=REPLACE-ME', 'mode=fast'],
  ],
  [
    ['--token', '--verbose'],
    ['--token', '--verbose'],
  ],
  [['stackpassword'], ['REPLACE-ME']],
  [['jdbc:mysql://me:x@db/shop'], ['REPLACE-ME']],
])('arguments %j are written as %j', (given, written) => {
  expect(openArguments(given, ['stackpassword'])).toEqual(written);
});
