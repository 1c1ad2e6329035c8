import fc from 'fast-check';
import { getProperties } from 'properties-file';
import { expect, test } from 'vitest';
import { propertyValue } from '../../../src/shared/property-value.js';
import { hostileText } from '../../support/hostile.js';

test('a value is read back as it was', () => {
  fc.assert(
    fc.property(fc.oneof(hostileText, fc.string({ unit: 'binary' })), (value) => {
      expect(getProperties(`key=${propertyValue(value)}\n`)).toEqual({ key: value });
    }),
  );
});

test('addresses and queries stay readable for readers that know no escapes', () => {
  expect(propertyValue('127.0.0.1:9092,127.0.0.1:9093')).toBe('127.0.0.1:9092,127.0.0.1:9093');
  expect(propertyValue('a=b#c!d é')).toBe('a=b#c!d \\u00e9');
  expect(propertyValue('C:\\data')).toBe('C:\\\\data');
});
