import { expect, test } from 'vitest';
import { innermost } from '../../../src/flink/rest.js';

test('the innermost cause of a trace is the reason', () => {
  const trace = [
    'org.apache.flink.runtime.rest.handler.RestHandlerException: Could not execute application.',
    '\tat org.apache.flink.A.b(A.java:1)',
    'Caused by: org.apache.flink.client.program.ProgramInvocationException: The main method caused an error: no',
    '\tat com.example.Job.main(Job.java:2)',
    'Caused by: java.lang.IllegalStateException: no topic named payments',
    '\tat com.example.Job.main(Job.java:3)',
  ].join('\n');
  expect(innermost(trace)).toBe('IllegalStateException: no topic named payments');
});

test('a trace without causes is summed up by its own exception', () => {
  expect(innermost('java.lang.RuntimeException: plain\n\tat x.Y.z(Y.java:1)')).toBe(
    'RuntimeException: plain',
  );
  expect(innermost('Job not found')).toBe('Job not found');
});
