import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { findJava } from '../../src/engines/local/java/java.js';
import { libraries } from '../../src/engines/local/library/library.js';
import { homeAt } from '../support/cli.js';

/** Compiles a job of test/fixtures/jobs against a module's jars. @returns the path of its jar, in the folder */
export async function jobJar(name: string, module: string, folder: string): Promise<string> {
  const java = await findJava({ min: 17, max: 23 });
  const found = await libraries([{ module }], java, homeAt('').STREAMKIT_CACHE ?? '', {
    offline: true,
    signal: new AbortController().signal,
    onDownload: () => undefined,
  });
  const jars = (found.get(module)?.jars ?? []).join(':');
  const classes = join(folder, `${name}-classes`);
  const source = resolve('test/fixtures/jobs', `${name}.java`);
  await execa('javac', ['--release', '17', '-cp', jars, '-d', classes, source]);
  const jar = join(folder, `${name}.jar`);
  await execa('jar', ['--create', '--file', jar, '--main-class', name, '-C', classes, '.']);
  return jar;
}
