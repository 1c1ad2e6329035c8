import { expect, test } from 'vitest';
import { FlinkError } from '../../../src/flink/rest.js';
import { submitFailure } from '../../../src/jobs/flink-failure.js';

const failure = (trace: string) =>
  submitFailure(new FlinkError(400, 'the reason', trace), 'com.Job', '2.3.0');

test('a class that Flink does not have is named', () => {
  expect(failure('Caused by: java.lang.NoClassDefFoundError: org/apache/flink/connector/x/Y')).toMatchObject({
    code: 'JOB_FAILED',
    message: expect.stringContaining('needs the class org.apache.flink.connector.x.Y') as string,
  });
});

test('an exception of main is told with the places in the own code', () => {
  const trace =
    'ProgramInvocationException: The main method caused an error: no\n\tat org.apache.flink.A.b(A.java:1)\nCaused by: java.lang.Error: no\n\tat com.Job.main(Job.java:3)';
  expect(failure(trace)).toMatchObject({
    message: 'com.Job failed: the reason',
    evidence: ['Caused by: java.lang.Error: no', '\tat com.Job.main(Job.java:3)'],
  });
});

test('saved state that does not fit is named, with what to do', () => {
  const trace =
    'Caused by: java.lang.IllegalStateException: Failed to rollback to checkpoint/savepoint file:/x/savepoint-1. Cannot map checkpoint/savepoint state for operator 1 to the new program';
  expect(failure(trace)).toMatchObject({
    code: 'USAGE',
    message:
      'The saved state in file:/x/savepoint-1 does not fit com.Job: it has no operator for some of it.',
    suggestions: [expect.stringContaining('--allow-non-restored-state')],
  });
});

test('other errors stay as they are', () => {
  const error = new Error('other');
  expect(submitFailure(error, 'com.Job', '2.3.0')).toBe(error);
});
