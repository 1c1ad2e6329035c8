import { expect, test } from 'vitest';
import { statementFailed } from '../../../src/sql/hive-failure.js';

test("a refusal has Hive's message, without its prefixes and the Java trace", () => {
  const message = "Error while compiling statement: FAILED: SemanticException Table not found 'x'\n\tat java";
  expect(statementFailed(message)).toMatchObject({
    code: 'USAGE',
    message: "Hive: SemanticException Table not found 'x'",
  });
});

test.each([
  'FAILED: SemanticException [Error 10294]: Attempt to do update or delete using transaction manager',
  'Failed to execute function: getOpenTxnsInfo(), details:bad SQL grammar [SELECT "TXN_ID", "TXN_STATE"',
  "MetaException(message:Table/View 'TXNS' does not exist.)",
  'Execution Error, return code 40000 from DDLTask. show Locks LockManager not specified',
])('what needs transactions is explained: %s', (message) => {
  expect(statementFailed(message).message).toMatch(/^This Hive has no transactions \(ACID\): [^[]+/);
});
