import { expect, test } from 'vitest';
import { knownJobFailure } from '../../../../src/shared/java/job-failure.js';

const runner = { product: 'Flink', version: '2.3.0', packages: /\borg\.apache\.flink\.(?!connector)/ };
const cause = (text: string) => knownJobFailure('com.Job', text, runner);

test.each([
  ['java.lang.UnsupportedClassVersionError: com/Job has been compiled by', /compiled for a newer Java/],
  ['java.lang.NoClassDefFoundError: scala/Serializable', /needs scala\.Serializable, .*another Scala\.$/],
  [
    'java.lang.ClassNotFoundException: com.mysql.Driver',
    /needs the class com\.mysql\.Driver, which is neither/,
  ],
  [
    'NoClassDefFoundError: org/apache/flink/connector/x/Y',
    /needs the class org\.apache\.flink\.connector\.x\.Y/,
  ],
  ["NoSuchMethodError: 'void org.apache.flink.api.Old.go()'", /another version of Flink than 2\.3\.0/],
  ['NoClassDefFoundError: org/apache/flink/api/Old', /another version of Flink than 2\.3\.0/],
  ['NoSuchFieldError: INSTANCE', /another version of a library/],
])('%s', (text, message) => {
  const error = cause(`Caused by: ${text}\n\tat com.Job.main(Job.java:3)`);
  expect(error).toMatchObject({ code: 'JOB_FAILED', exitCode: 5 });
  expect(error?.message).toMatch(message);
  expect(error?.suggestions).toHaveLength(1);
});

test('an exception of the job itself is not explained', () => {
  expect(cause('IllegalArgumentException: --guarantee is wrong')).toBeUndefined();
});
