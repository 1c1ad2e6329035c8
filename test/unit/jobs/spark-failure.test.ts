import { expect, test } from 'vitest';
import { failureIn } from '../../../src/jobs/spark-failure.js';

test('the cause of a failed driver is the last exception in its log', () => {
  const { message, evidence } = failureIn([
    '2026-01-01T00:00:00.000+0000 INFO SparkContext: Running Spark',
    'Exception in thread "main" java.lang.reflect.InvocationTargetException',
    '\tat java.base/jdk.internal.reflect.Invoke(X.java:1)',
    'Caused by: java.lang.IllegalArgumentException: --guarantee is wrong',
    '\tat com.example.Job.main(Job.java:3)',
  ]);
  expect(message).toBe('IllegalArgumentException: --guarantee is wrong');
  expect(evidence).toEqual(['\tat com.example.Job.main(Job.java:3)']);
});

test.each([
  ['java.lang.NoClassDefFoundError: scala/Serializable', 'it was built for another Scala'],
  ['java.lang.NoClassDefFoundError: com/example/Missing', 'needs the class com.example.Missing'],
  ['AnalysisException: Failed to find data source: kafka. Please deploy', 'no connector for "kafka"'],
  ['nothing of note', 'its log does not say why'],
])('%s is explained', (line, words) => {
  expect(failureIn([line]).message).toContain(words);
});
