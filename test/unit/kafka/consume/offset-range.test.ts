import { describe, expect, it } from 'vitest';
import { offsetPosition, offsetRange } from '../../../../src/kafka/consume/offset-range.js';

const now = Date.UTC(2024, 0, 31, 12);
const hour = 3_600_000;
const midnight = Date.UTC(2024, 0, 30);
/** A range of hours of January 30. */
const day = (from: number, until: number) => ({
  from: { kind: 'time', ms: midnight + from * hour },
  until: { kind: 'time', ms: midnight + until * hour },
});

describe('offsetRange', () => {
  it.each([
    ['start', { from: { kind: 'start', plus: 0 } }],
    ['end', { from: { kind: 'end', minus: 0 } }],
    ['100', { from: { kind: 'offset', offset: 100 } }],
    ['100:', { from: { kind: 'offset', offset: 100 } }],
    ['+10', { from: { kind: 'start', plus: 10 } }],
    ['-10', { from: { kind: 'end', minus: 10 } }],
    ['100:200', { from: { kind: 'offset', offset: 100 }, until: { kind: 'offset', offset: 200 } }],
    [':end', { from: { kind: 'start', plus: 0 }, until: { kind: 'end', minus: 0 } }],
    ['@1700000000', { from: { kind: 'time', ms: 1_700_000_000_000 } }],
    ['@1700000000000', { from: { kind: 'time', ms: 1_700_000_000_000 } }],
    ['@2024-01-30', { from: { kind: 'time', ms: Date.UTC(2024, 0, 30) } }],
    ['@-1h', { from: { kind: 'time', ms: now - hour } }],
    ['@-1h30m:end', { from: { kind: 'time', ms: now - 1.5 * hour }, until: { kind: 'end', minus: 0 } }],
    ['@-2h:-1h', { from: { kind: 'time', ms: now - 2 * hour }, until: { kind: 'time', ms: now - hour } }],
    ['@-2h:+1h', { from: { kind: 'time', ms: now - 2 * hour }, until: { kind: 'time', ms: now + hour } }],
    ['@2024-01-30:+1h', day(0, 1)],
    ['@2024-01-30:90m', day(0, 1.5)],
    ['@2024-01-30T10:00Z:30m', day(10, 10.5)],
    ['@2024-01-30T10:00Z:-1h', day(10, 9)],
    ['@2024-01-30:PT1H30M', day(0, 1.5)],
    ['@-PT1H', { from: { kind: 'time', ms: now - hour } }],
    ['@-P1DT12H', { from: { kind: 'time', ms: now - 36 * hour } }],
    [
      '@:2024-01-30',
      { from: { kind: 'start', plus: 0 }, until: { kind: 'time', ms: Date.UTC(2024, 0, 30) } },
    ],
    [
      '@2024-01-30T10:00:00Z:2024-01-30T11:00:00Z',
      {
        from: { kind: 'time', ms: Date.UTC(2024, 0, 30, 10) },
        until: { kind: 'time', ms: Date.UTC(2024, 0, 30, 11) },
      },
    ],
  ])('reads %s', (text, range) => {
    expect(offsetRange(text, now)).toEqual(range);
  });

  it.each([
    '',
    ':',
    'begin',
    '1 0',
    '@',
    '@yesterday',
    '100-200',
    '@2024-13-99',
    '1.5',
    '@:',
    '@P',
    '@-PT',
    '@P1M',
    '@end',
  ])('refuses "%s"', (text) => {
    expect(() => offsetRange(text, now)).toThrow(/is not an offset/);
  });

  it('a range is refused where one position is meant', () => {
    expect(offsetPosition('+5', now)).toEqual({ kind: 'start', plus: 5 });
    expect(() => offsetPosition('1:2', now)).toThrow(/is not an offset/);
    expect(() => offsetPosition('1:', now)).toThrow(/is not an offset/);
  });
});
