import { expect, test } from 'vitest';
import { parseTime } from '../../../src/shared/duration.js';

test.each(['2026-02-30', '2026-02-30T10:00:00Z', '2025-02-29', '2026-04-31T00:00', '2026-13-01', 'soon'])(
  '%s does not exist',
  (text) => {
    expect(parseTime(text)).toBeNaN();
  },
);

test('a time with an offset is that time, on whichever day it is in UTC', () => {
  expect(parseTime('2026-03-01T00:30:00+02:00')).toBe(Date.UTC(2026, 1, 28, 22, 30));
  expect(parseTime('2024-02-29')).toBe(Date.UTC(2024, 1, 29));
});
