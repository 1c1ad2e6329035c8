import { expect, test } from 'vitest';
import { hiveRows } from '../../../src/sql/hive-values.js';

test('values are text as Hive writes it', () => {
  const long = Buffer.alloc(8);
  long.writeBigInt64BE(-9_007_199_254_740_993n);
  const columns = [
    { stringVal: { values: ['a', ''], nulls: Buffer.from([0b10]) } },
    {
      i64Val: {
        values: [
          { buffer: long, offset: 0 },
          { buffer: long, offset: 0 },
        ],
        nulls: Buffer.alloc(0),
      },
    },
    { doubleVal: { values: [1, 1.5e-5], nulls: null } },
    { boolVal: { values: [true, false] } },
  ];
  expect(hiveRows(columns)).toEqual([
    ['a', '-9007199254740993', '1.0', 'true'],
    [null, '-9007199254740993', '1.5E-5', 'false'],
  ]);
  expect(hiveRows(null)).toEqual([]);
});

test('doubles of every size', () => {
  const values = [0, -0, 9_999_999, 1e7, 123_456_789, 0.001, 0.0001, NaN, -Infinity];
  expect(hiveRows([{ doubleVal: { values } }]).flat()).toEqual([
    '0.0',
    '-0.0',
    '9999999.0',
    '1.0E7',
    '1.23456789E8',
    '0.001',
    '1.0E-4',
    'NaN',
    '-Infinity',
  ]);
});
