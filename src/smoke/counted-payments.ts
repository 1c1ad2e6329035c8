export interface CountedPayments {
  results: number;
  /** Payments with at least one result. */
  distinct: number;
  /** Results whose count is not the next one of their name and window: the counts began again after a crash. */
  wrongCounts: number;
}

/**
 * Accounts for results `id,first,last,amount,tier,windowStart,count,sum`, in the order in which they were written. Pure.
 * @param prefix of the ids that are meant
 */
export function countedPayments(values: string[], prefix: string): CountedPayments {
  const ids = new Set<string>();
  const counts = new Map<string, number>();
  let results = 0;
  let wrongCounts = 0;
  for (const value of values) {
    const [id = '', , last = '', , , windowStart = '', count = ''] = value.split(',');
    if (!id.startsWith(prefix)) continue;
    results++;
    ids.add(id);
    const key = `${last},${windowStart}`;
    const expected = (counts.get(key) ?? 0) + 1;
    if (Number(count) !== expected) wrongCounts++;
    counts.set(key, Math.max(expected - 1, Number(count)));
  }
  return { results, distinct: ids.size, wrongCounts };
}
