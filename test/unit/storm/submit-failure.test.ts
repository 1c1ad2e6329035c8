import { expect, test } from 'vitest';
import { suggest } from '../../../src/shared/suggestion.js';
import { submitFailure } from '../../../src/storm/submit-failure.js';

const failure = (lines: string[], exitCode = 1) => submitFailure('words.Main', exitCode, lines, '2.8.3');

test.each([
  'java.lang.RuntimeException: Topology with name `wc` already exists on cluster',
  'java.lang.RuntimeException: Topology name wc is either not allowed or it already exists on the cluster',
])('a name in use: %s', (line) => {
  const error = failure([line]);
  expect(error).toMatchObject({ code: 'ALREADY_EXISTS', exitCode: 6 });
  expect(error.suggestions[0]).toEqual(suggest('Kill it', 'topology', 'kill', 'wc', '--wait', '0'));
});

test('a jar for another version of Storm is distinguished from one that lacks a dependency', () => {
  const storm = failure(['java.lang.NoSuchMethodError: org.apache.storm.Config.setOld()V']);
  expect(storm.message).toContain('another version of Storm than 2.8.3');
  const old = failure(['Exception in thread "main" java.lang.NoClassDefFoundError: backtype/storm/Config']);
  expect(old.message).toContain('another version of Storm than 2.8.3');
  const own = failure(['java.lang.NoClassDefFoundError: com/mysql/cj/jdbc/Driver']);
  expect(own.message).toContain('needs the class com.mysql.cj.jdbc.Driver');
  expect(own.suggestions[0]).toContain('shade');
});

test('a newer Java', () => {
  expect(failure(['java.lang.UnsupportedClassVersionError: words/Main']).message).toContain('newer Java');
});

test('any other failure is reported with its exit code and last lines, without stack frames', () => {
  const error = failure(['Unknown option --x.', '    at words.Main.main(Main.java:1)'], 2);
  expect(error.message).toContain('exit code 2');
  expect(error.evidence).toEqual(['Unknown option --x.']);
});

test('a main class that submits nothing', () => {
  expect(failure([], 0).message).toBe('words.Main ended without submitting a topology.');
});
