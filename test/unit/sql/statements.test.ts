import { expect, test } from 'vitest';
import { allStatements, splitStatements } from '../../../src/sql/statements.js';

test('statements end at semicolons, the last one with or without', () => {
  expect(allStatements('select 1; select 2 ;\n')).toEqual(['select 1', 'select 2']);
  expect(allStatements('select 1; select 2')).toEqual(['select 1', 'select 2']);
});

test.each([
  "select ';'",
  "select 'it''s;'",
  "select '\\';'",
  'select ";"',
  'select `a;b`',
  'select 1 /* ; */',
])('no semicolon in a string, name or comment ends one: %s', (statement) => {
  expect(allStatements(`${statement}; select 2`)).toEqual([statement, 'select 2']);
});

test('comments alone are no statement', () => {
  expect(allStatements('-- a; b\n/* c */;\n;')).toEqual([]);
  expect(allStatements('-- first\nselect 1; -- last')).toEqual(['-- first\nselect 1']);
});

test('what is unfinished is the rest', () => {
  expect(splitStatements("select 1; insert into t values ('a;")).toMatchObject({ statements: ['select 1'] });
  expect(splitStatements('select 1; select').rest).toBe('select');
});
