import { describe, expect, it } from 'vitest';
import { JsonNumber, parseJson, writeJson } from '../../../../src/kafka/records/json.js';

describe('JSON without loss', () => {
  it.each([
    '9223372036854775807',
    '{"id":9007199254740993,"text":"9007199254740993 \\" 9007199254740993"}',
    '[1,-9223372036854775808,2.5,true,null,{"a":[]}]',
  ])('keeps %s', (text) => {
    expect(writeJson(parseJson(text))).toBe(text);
  });

  it('keeps the text of long fractions and reads an exponent as a double', () => {
    expect(parseJson('[1234567890123456.5,1234567890123456e3]')).toEqual([
      new JsonNumber('1234567890123456.5'),
      1234567890123456e3,
    ]);
  });

  it('refuses what is not JSON', () => {
    expect(() => parseJson('{9007199254740993:1}')).toThrow(SyntaxError);
  });
});
