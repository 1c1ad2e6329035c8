import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { failureIn, refuseOtherScala } from '../../../src/jobs/spark-failure.js';
import { zip } from '../../support/zip.js';

test('the cause of a failed driver is the last exception in its log', () => {
  const { code, message, evidence } = failureIn(
    [
      '2026-01-01T00:00:00.000+0000 INFO SparkContext: Running Spark',
      'Exception in thread "main" java.lang.reflect.InvocationTargetException',
      '\tat java.base/jdk.internal.reflect.Invoke(X.java:1)',
      'Caused by: java.lang.IllegalArgumentException: --guarantee is wrong',
      '\tat com.example.Job.main(Job.java:3)',
    ],
    'com.example.Job',
    '4.2.0',
  );
  expect(code).toBe('JOB_FAILED');
  expect(message).toBe('com.example.Job failed: IllegalArgumentException: --guarantee is wrong');
  expect(evidence).toEqual(['\tat com.example.Job.main(Job.java:3)']);
});

test.each([
  ['java.lang.NoClassDefFoundError: scala/Serializable', 'it was built for another Scala'],
  ['java.lang.NoClassDefFoundError: com/example/Missing', 'needs the class com.example.Missing'],
  ['AnalysisException: Failed to find data source: kafka. Please deploy', 'no connector for "kafka"'],
  ['nothing of note', 'its log does not say why'],
])('%s is explained', (line, words) => {
  expect(failureIn([line], 'com.example.Job', '4.2.0').message).toContain(words);
});

test('a jar that was built for another Scala is refused', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'streamkit-scala-'));
  try {
    const jar = async (scala: string) => {
      const content = `<project><artifactId>spark-sql_${scala}</artifactId></project>`;
      const path = join(dir, `${scala}.jar`);
      await writeFile(path, zip([{ name: 'META-INF/maven/com.example/job/pom.xml', content }]));
      return path;
    };
    await expect(refuseOtherScala(await jar('2.12'))).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining('was built with spark-sql_2.12; Spark 4 needs') as string,
      suggestions: ['Build it with spark-sql_2.13.'],
    });
    await expect(refuseOtherScala(await jar('2.13'))).resolves.toBeUndefined();
  } finally {
    await rm(dir, { recursive: true });
  }
});
