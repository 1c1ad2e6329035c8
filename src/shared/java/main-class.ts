import { StreamkitError } from '../errors.js';
import { requireFile } from '../input-file.js';
import { readJar, type JarContents } from './jar.js';
import { suggest } from '../suggestion.js';

/** What of a jar is run. */
export interface JavaMain {
  mainClass: string;
  arguments: string[];
}

/**
 * The main class of a jar, and its arguments. The first word names the class when the jar contains it or it looks like one
 * (`com.example.Main`); otherwise the jar's manifest does.
 * @param submit the command that takes the jar and a class, for the suggestion
 * @throws StreamkitError NOT_FOUND or USAGE when the file, jar or class does not exist
 */
export async function mainAndArguments(jar: string, words: string[], submit: string[]): Promise<JavaMain> {
  await requireFile(jar, 'FILE');
  const contents = await readJar(jar);
  const [first = ''] = words;
  const named = contents.names.has(classPath(first)) || /^[a-z_$][\w$]*(\.[a-z_$][\w$]*)+$/i.test(first);
  return {
    mainClass: requireClass(jar, contents, named ? first : undefined, submit),
    arguments: named ? words.slice(1) : words,
  };
}

/** Where a jar has a class. */
export function classPath(name: string): string {
  return `${name.replaceAll('.', '/')}.class`;
}

function requireClass(
  jar: string,
  { names, manifest }: JarContents,
  named: string | undefined,
  submit: string[],
): string {
  const main = named ?? /^Main-Class: *(\S+)/m.exec(manifest.replace(/\r?\n /g, ''))?.[1];
  if (main === undefined) {
    throw new StreamkitError('USAGE', `${jar} does not name a main class in its manifest.`, {
      suggestions: [suggest('Name the class to run', ...submit, jar, 'com.example.MyMain')],
    });
  }
  if (names.has(classPath(main))) return main;
  const near = [...names].filter((name) => name.endsWith(`/${main.split('.').at(-1) ?? ''}.class`));
  throw new StreamkitError('NOT_FOUND', `There is no class ${main} in ${jar}.`, {
    suggestions: near.map((name) => `Did you mean ${name.slice(0, -'.class'.length).replaceAll('/', '.')}?`),
  });
}
