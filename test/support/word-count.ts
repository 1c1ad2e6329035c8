import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';

/** Compiles the word-count topology against the Storm that the stack runs. @returns the jar, which has no Main-Class */
export async function wordCountJar(dir: string, cache: string): Promise<string> {
  const jars: string[] = [];
  const libraries = join(cache, 'libraries');
  for (const name of (await readdir(libraries)).filter((name) => name.startsWith('storm-'))) {
    const files = JSON.parse(await readFile(join(libraries, name), 'utf8')) as { path: string }[];
    jars.push(...files.map(({ path }) => path));
  }
  const classes = join(dir, 'classes');
  await mkdir(classes, { recursive: true });
  const sources = ['WordCount', 'MyTopology'].map((name) => `test/fixtures/word-count/${name}.java`);
  await execa('javac', ['-d', classes, '-cp', jars.join(':'), ...sources]);
  const jar = join(dir, 'word-count.jar');
  await execa('jar', ['--create', '--file', jar, '-C', classes, '.']);
  return jar;
}
