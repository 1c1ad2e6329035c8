import { StreamkitError } from '../shared/errors.js';

/** A statement that Hive refused, in Hive's words. @param message as the server sent it, with its Java trace */
export function statementFailed(message: string, cause?: unknown): StreamkitError {
  if (!needsTransactions.test(message))
    return new StreamkitError('USAGE', `Hive: ${hiveMessage(message)}`, { cause });
  return new StreamkitError('USAGE', `This Hive has no transactions (ACID): ${hiveMessage(message)}`, {
    suggestions: [
      'Use tables without the property transactional, and INSERT OVERWRITE in place of UPDATE, DELETE and MERGE.',
    ],
    evidence: ["Hive's schema tool creates the tables that transactions need; it is not among Hive's jars."],
    cause,
  });
}

/** What Hive says where a transaction manager, a lock manager or their tables are missing. */
const needsTransactions =
  /Error 10265|Error 10294|LockManager (not specified|cannot be acquired)|'?(TXNS|HIVE_LOCKS|COMPACTION_QUEUE)'? does not exist|(TXN_ID|CC_DATABASE|HL_LOCK)"|non-transactional tables/;

/** Hive's own words, without what its compiler puts before them and the Java trace behind. */
export function hiveMessage(message: string): string {
  const [first = ''] = message.split('\n');
  return first
    .replace(/^Error while (compiling|processing) statement: /, '')
    .replace(/^FAILED: /, '')
    .replace(/ \[SELECT [^]*$/, '')
    .trim();
}
