/** What a JVM with ExitOnOutOfMemoryError prints last. */
const lastWords = /^Terminating due to java\.lang\.OutOfMemoryError/m;

/** @param log the last lines of a service */
export function isOutOfHeap(log: string): boolean {
  return lastWords.test(log);
}

/** Why it ended, in words. */
export const outOfHeap = 'its Java heap is full (java.lang.OutOfMemoryError)';
