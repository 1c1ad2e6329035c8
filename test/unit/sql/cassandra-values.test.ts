import { types } from 'cassandra-driver';
import { expect, test } from 'vitest';
import { cqlText } from '../../../src/sql/cassandra/values.js';

test.each([
  [null, null],
  ["it's", "it's"],
  [7, '7'],
  [true, 'true'],
  [types.Long.fromString('9007199254740993'), '9007199254740993'],
  [types.BigDecimal.fromString('1.50'), '1.50'],
  [types.LocalDate.fromString('2024-02-03'), '2024-02-03'],
  [types.InetAddress.fromString('127.0.0.1'), '127.0.0.1'],
  [new Date('2024-01-01T00:00:00Z'), '2024-01-01T00:00:00.000Z'],
  [Buffer.from([0, 255]), '0x00ff'],
  [["it's", null], "['it''s', null]"],
  [new types.Tuple(1, 'a'), "(1, 'a')"],
  [{ a: 1, b: ['x'] }, "{a: 1, b: ['x']}"],
])('%j is written as CQL writes it', (value, text) => {
  expect(cqlText(value)).toBe(text);
});

test('a set is told from a list by its type', () => {
  expect(cqlText([1, 2], { code: types.dataTypes.set })).toBe('{1, 2}');
  expect(cqlText([1, 2], { code: types.dataTypes.list })).toBe('[1, 2]');
});
