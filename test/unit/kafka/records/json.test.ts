import { describe, expect, it } from 'vitest';
import { parseJson, writeJson } from '../../../../src/kafka/records/json.js';

describe('JSON without loss', () => {
  it.each([
    '9223372036854775807',
    '{"id":9007199254740993,"text":"9007199254740993 \\" 9007199254740993"}',
    '[1,-9223372036854775808,2.5,true,null,{"a":[]}]',
  ])('keeps %s', (text) => {
    expect(writeJson(parseJson(text))).toBe(text);
  });

  it('leaves numbers with a fraction or an exponent to doubles', () => {
    expect(parseJson('[1234567890123456.5,1234567890123456e3]')).toEqual([
      1234567890123456.5, 1234567890123456e3,
    ]);
  });

  it('refuses what is no JSON', () => {
    expect(() => parseJson('{9007199254740993:1}')).toThrow(SyntaxError);
  });
});
