import { expect, it } from 'vitest';
import { partitioner } from '../../../../src/kafka/produce/partitioner.js';
import { separatorOf } from '../../../../src/kafka/produce/separator.js';
import { subjectName } from '../../../../src/kafka/registry/subject-name.js';

it.each([
  [':', ':'],
  ['\\t', '\t'],
  ['\t', '\t'],
  ['\\0', '\0'],
  ['\\x1F', '\x1f'],
  ['=\\n\\\\', '=\n\\'],
  ['→', '→'],
])('a separator may have escapes: %s', (text, separator) => {
  expect(separatorOf('--delimiter', text).toString()).toBe(separator);
});

it.each(['', '\\', '\\q', '\\x1'])('refuses the separator "%s"', (text) => {
  expect(() => separatorOf('--delimiter', text)).toThrow('--delimiter');
});

it('a preferred partition that does not exist is replaced by the hash of the key, or in order', () => {
  const choose = partitioner(2);
  const value = Buffer.from('v');
  expect(choose({ key: null, value, partition: 1, preferPartition: true })).toBe(1);
  expect(choose({ key: null, value, partition: 5, preferPartition: true })).toBe(1);
  expect(choose({ key: null, value, partition: 4, preferPartition: true })).toBe(0);
  const key = Buffer.from('key');
  expect(choose({ key, value, partition: 5, preferPartition: true })).toBe(choose({ key, value }));
  expect(choose({ key, value, partition: 5 })).toBe(5);
});

it('subjects are named by topic, record, or both', () => {
  const schema = '{"type":"record","name":"Order","namespace":"shop","fields":[]}';
  expect(subjectName('topic', 'orders', 'value', undefined)).toBe('orders-value');
  expect(subjectName('record', 'orders', 'value', schema)).toBe('shop.Order');
  expect(subjectName('topic-record', 'orders', 'value', schema)).toBe('orders-shop.Order');
  expect(subjectName('record', 'orders', 'value', '{"type":"enum","name":"a.B","namespace":"c"}')).toBe(
    'a.B',
  );
  for (const unnamed of [undefined, '"string"', 'null', '{']) {
    expect(() => subjectName('record', 'orders', 'value', unnamed)).toThrow('needs a schema with a name');
  }
});
