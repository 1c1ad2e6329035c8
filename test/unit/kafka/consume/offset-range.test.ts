import { describe, expect, it } from 'vitest';
import { offsetPosition, offsetRange } from '../../../../src/kafka/consume/offset-range.js';

const now = Date.UTC(2024, 0, 31, 12);
const hour = 3_600_000;

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

  it.each(['', ':', 'begin', '1 0', '@', '@yesterday', '100-200', '@2024-13-99', '1.5'])(
    'refuses "%s"',
    (text) => {
      expect(() => offsetRange(text, now)).toThrow(/is no place in a topic/);
    },
  );

  it('takes one place only where one place is meant', () => {
    expect(offsetPosition('+5', now)).toEqual({ kind: 'start', plus: 5 });
    expect(() => offsetPosition('1:2', now)).toThrow(/is no place/);
    expect(() => offsetPosition('1:', now)).toThrow(/is no place/);
  });
});
