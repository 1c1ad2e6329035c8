import { expect, test } from 'vitest';
import { withAbsolutePaths } from '../../../src/connect/connector-file.js';
import { replaceReferences } from '../../../src/connect/stack-references.js';

const addresses: Record<string, string> = { mysql: '127.0.0.1:3306', password: '${dir:/secrets:password}' };
const replaced = (config: Record<string, string>) =>
  replaceReferences({ name: 'c', config }, (name) => addresses[name], ['mysql', 'kafka']);

test('references to the stack are replaced inside of a setting, those to other providers stay', () => {
  const config = {
    'connection.url': 'jdbc:mariadb://${stack:mysql}/shop',
    'connection.password': '${stack:password}',
    topics: '${env:TOPICS}',
  };
  expect(replaced(config)).toEqual({
    'connection.url': 'jdbc:mariadb://127.0.0.1:3306/shop',
    'connection.password': '${dir:/secrets:password}',
    topics: '${env:TOPICS}',
  });
});

test('an unknown reference names the setting and the nearest name', () => {
  expect(() => replaced({ url: '${stack:mysqll}' })).toThrow(/\$\{stack:mysqll\} in url/);
  try {
    replaced({ url: '${stack:mysqll}' });
  } catch (error) {
    expect(error).toMatchObject({ code: 'USAGE' });
    expect(String((error as { suggestions: unknown[] }).suggestions[0])).toContain('mysql');
  }
});

test('paths become absolute, references to a config provider do not', () => {
  expect(withAbsolutePaths({ file: 'a.txt' }, '/project')).toEqual({ file: '/project/a.txt' });
  const reference = { file: '${file:/etc/connect.properties:source}' };
  expect(withAbsolutePaths(reference, '/project')).toEqual(reference);
});
