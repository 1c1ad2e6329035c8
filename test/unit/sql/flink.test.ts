import { expect, test } from 'vitest';
import { exact, type Column } from '../../../src/flink/gateway.js';
import { statementFailed } from '../../../src/sql/flink.js';
import { isLasting } from '../../../src/sql/flink-tables.js';
import { flinkRows } from '../../../src/sql/flink-values.js';
import { limitRows } from '../../../src/sql/limit-rows.js';
import { allStatements } from '../../../src/sql/statements.js';
import { collect, type SqlPart } from '../../../src/sql/client.js';

const column = (type: string, scale?: number): Column => ({ name: 'c', type, scale });

/** The fields of a page, as the gateway writes them. */
function fieldsOf(text: string): unknown[] {
  return JSON.parse(exact(text)) as unknown[];
}

test('numbers are read as Flink wrote them, and text that looks like one stays text', () => {
  const columns = [column('BIGINT'), column('DOUBLE'), column('VARCHAR'), column('BOOLEAN'), column('ARRAY')];
  const fields = fieldsOf('[9007199254740993,1.0E-5,"a \\" 1.50",true,null]');
  expect(flinkRows({ columns, rows: [{ kind: 'INSERT', fields }], query: true }, false)).toEqual([
    ['9007199254740993', '1.0E-5', 'a " 1.50', 'true', null],
  ]);
});

test.each([
  ['1.5', 2, '1.50'],
  ['2E+1', 2, '20.00'],
  ['-1.25E+1', 2, '-12.50'],
  ['1E-7', 8, '0.00000010'],
  ['12', 0, '12'],
  ['0.1', 2, '0.10'],
])('the decimal %s with %i digits after the point is %s', (json, scale, text) => {
  const rows = [{ kind: 'UPDATE_AFTER', fields: fieldsOf(`[${json}]`) }];
  expect(flinkRows({ columns: [column('DECIMAL', scale)], rows, query: true }, true)).toEqual([['+U', text]]);
});

test('times and bytes are written as in SQL', () => {
  const columns = [column('TIMESTAMP_WITHOUT_TIME_ZONE'), column('VARBINARY')];
  const rows = [{ kind: 'INSERT', fields: ['2024-01-01T10:00:00.5', 'QQ=='] }];
  expect(flinkRows({ columns, rows, query: true }, false)).toEqual([['2024-01-01 10:00:00.5', '41']]);
});

test('semicolons in strings, quoted names and statement sets do not end a statement', () => {
  const set = 'EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; INSERT INTO b SELECT 2; END';
  const all = ["select 'it''s;'", 'select `a;b`', "select '\\'", set, 'select 2'];
  expect(allStatements(all.join('; '), 'flink')).toEqual(all);
});

test.each([
  ['create table t (a int)', true],
  ['CREATE OR REPLACE VIEW v AS SELECT 1', true],
  ['drop table t', true],
  ['create temporary table t (a int)', false],
  ['create or replace temporary view v as select 1', false],
  ['insert into t values (1)', false],
  ['select 1', false],
])('what is saved with the stack: %s', (statement, saved) => {
  expect(isLasting(statement)).toBe(saved);
});

test('an error is the reason that Flink gives, with its root', () => {
  const trace = [
    'org.apache.flink.table.gateway.api.utils.SqlGatewayException: Failed to fetchResults.',
    'Caused by: org.apache.flink.table.gateway.service.utils.SqlExecutionException: Failed to execute the operation 1.',
    "Caused by: org.apache.flink.table.api.ValidationException: Unable to create a source for reading table 'k'.",
    "Caused by: org.apache.flink.table.api.ValidationException: Could not find any factory for identifier 'nope' that implements X in the classpath.",
  ].join('\n\tat a.B\n');
  const { message, suggestions } = statementFailed(trace);
  expect(message).toBe(
    "Flink: Unable to create a source for reading table 'k'. Could not find any factory for identifier 'nope' that implements X in the classpath.",
  );
  expect(suggestions).toEqual([expect.stringContaining('Connectors: kafka')]);
});

test('a limit ends a result that has no end, and shortens others', async () => {
  async function* parts(live: boolean): AsyncGenerator<SqlPart> {
    yield { columns: ['a'], live };
    for (let i = 0; live || i < 9; i++) yield { rows: [[String(i)], [String(i)]] };
    yield { columns: ['b'] };
  }
  const rows = [['0'], ['0'], ['1']];
  expect(await collect(limitRows(parts(true), 3))).toEqual([{ columns: ['a'], rows }]);
  expect(await collect(limitRows(parts(false), 3))).toEqual([
    { columns: ['a'], rows },
    { columns: ['b'], rows: [] },
  ]);
});
