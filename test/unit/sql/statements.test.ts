import { expect, test } from 'vitest';
import { allStatements, splitStatements } from '../../../src/sql/statements.js';

test('statements end at semicolons, the last one with or without', () => {
  expect(allStatements('select 1; select 2 ;\n', 'mysql')).toEqual(['select 1', 'select 2']);
  expect(allStatements('select 1; select 2', 'hive')).toEqual(['select 1', 'select 2']);
});

test.each([
  ['mysql', "select ';'"],
  ['mysql', "select 'it''s;'"],
  ['hive', "select '\\';'"],
  ['mysql', 'select ";"'],
  ['hive', 'select `a;b`'],
  ['mysql', 'select 1 /* ; */'],
  ['mysql', 'select 1 # ;\n+ 1'],
  ['mysql', "select 1--';'"],
  ['postgres', "select '\\' , 1"],
  ['postgres', "select E'\\';'"],
  ['postgres', 'select "a;b", $1'],
  ['postgres', 'create function f() returns int as $body$ begin; return 1; end $body$ language plpgsql'],
  ['postgres', 'select 1 /* a /* ; */ ; */'],
  ['cassandra', "insert into t (a) values ('it''s;') /* ; */"],
  ['cassandra', 'create function f(a int) called on null input returns int language java as $$ return a; $$'],
  ['cassandra', 'BEGIN UNLOGGED BATCH insert into t (a) values (1); delete from t where a = 2; APPLY BATCH'],
] as const)('%s: no semicolon in a string, name, comment or body ends one: %s', (dialect, statement) => {
  expect(allStatements(`${statement}; select 2`, dialect)).toEqual([statement, 'select 2']);
});

test('comments alone are not a statement, but those that MySQL runs are', () => {
  expect(allStatements('-- a; b\n/* c */;\n# d\n;', 'mysql')).toEqual([]);
  expect(allStatements('-- first\nselect 1; -- last', 'mysql')).toEqual(['-- first\nselect 1']);
  expect(allStatements('/*!40101 SET NAMES utf8 */;', 'mysql')).toEqual(['/*!40101 SET NAMES utf8 */']);
});

test('DELIMITER changes what ends a statement, until it is changed back', () => {
  const dump = [
    'DELIMITER ;;',
    '/*!50003 CREATE*/ /*!50003 TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN SET NEW.b = 1; END */;;',
    'delimiter ;',
    'select 1; select 2;',
  ].join('\n');
  expect(allStatements(dump, 'mysql')).toEqual([
    '/*!50003 CREATE*/ /*!50003 TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN SET NEW.b = 1; END */',
    'select 1',
    'select 2',
  ]);
  expect(allStatements('select\ndelimiter from t; select 2', 'mysql')).toHaveLength(2);
  expect(splitStatements('delimiter //\nselect 1;', 'mysql')).toMatchObject({
    delimiter: '//',
    rest: 'select 1;',
  });
});

test('what is unfinished is the rest', () => {
  expect(splitStatements("select 1; insert into t values ('a;", 'mysql')).toMatchObject({
    statements: ['select 1'],
    rest: "insert into t values ('a;",
  });
  expect(splitStatements('select 1; -- note', 'mysql').rest).toBe('');
});

test('a literal of 16 MB is one token', () => {
  const statement = `select '${'x;'.repeat(8_000_000)}'`;
  expect(allStatements(`${statement};`, 'mysql')).toEqual([statement]);
});
