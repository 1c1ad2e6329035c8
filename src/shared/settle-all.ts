/**
 * Promise.all that waits for the others when one fails: none of them goes on after the caller has closed what they use.
 * @throws what the first of them throws, in their order
 */
export async function settleAll<Values extends readonly unknown[] | []>(
  promises: Values,
): Promise<{ -readonly [Index in keyof Values]: Awaited<Values[Index]> }> {
  const failed = (await Promise.allSettled(promises)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
  return Promise.all(promises);
}
