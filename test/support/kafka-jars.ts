import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';

/** What the stack's own broker runs from, and Kafka's console tools, which are a jar of their own, of the same version. */
export async function kafkaJars(cache: string): Promise<string> {
  const folder = join(cache, 'libraries');
  const [index = ''] = (await readdir(folder)).filter((name) => name.startsWith('kafka-4-'));
  const jars = JSON.parse(await readFile(join(folder, index), 'utf8')) as { path: string }[];
  const paths = jars.map(({ path }) => path);
  const [, repository = '', version = ''] =
    /^(.*)\/kafka-clients\/([\d.]+)\//.exec(paths.find((path) => path.includes('/kafka-clients/')) ?? '') ??
    [];
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:get';
  const artifact = `-Dartifact=org.apache.kafka:kafka-tools:${version}`;
  await execa('mvn', ['--batch-mode', '--quiet', goal, artifact, '-Dtransitive=false']);
  return [...paths, join(repository, 'kafka-tools', version, `kafka-tools-${version}.jar`)].join(':');
}
