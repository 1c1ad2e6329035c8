import { buffer } from 'node:stream/consumers';
import type { ZipFile } from 'yauzl';
import { messageOf, StreamkitError } from '../shared/errors.js';
import { requireFile } from '../shared/input-file.js';
import { suggest } from '../shared/suggestion.js';

const manifestName = 'META-INF/MANIFEST.MF';

/**
 * The main class of a topology's jar, and its arguments. The first word is the class when the jar contains it or it
 * looks like one (`com.example.Main`); otherwise the jar's manifest names the class.
 * @throws StreamkitError NOT_FOUND or USAGE when the file, jar or class does not exist
 */
export async function mainAndArguments(
  jar: string,
  words: string[],
): Promise<{ mainClass: string; arguments: string[] }> {
  await requireFile(jar, 'JAR');
  const { names, manifest } = await contentsOf(jar);
  const [first = ''] = words;
  const named =
    names.has(`${first.replaceAll('.', '/')}.class`) || /^[a-z_$][\w$]*(\.[a-z_$][\w$]*)+$/i.test(first);
  const mainClass = requireClass(jar, names, manifest, named ? first : undefined);
  return { mainClass, arguments: named ? words.slice(1) : words };
}

function requireClass(jar: string, names: Set<string>, manifest: string, named: string | undefined): string {
  const main = named ?? /^Main-Class: *(\S+)/m.exec(manifest.replace(/\r?\n /g, ''))?.[1];
  if (main === undefined) {
    throw new StreamkitError(
      'USAGE',
      `${jar} does not name the class to run: its manifest has no Main-Class.`,
      {
        suggestions: [suggest('Name the class', 'topology', 'submit', jar, 'com.example.MyTopology')],
      },
    );
  }
  if (names.has(`${main.replaceAll('.', '/')}.class`)) return main;
  const near = [...names].filter((name) => name.endsWith(`/${main.split('.').at(-1) ?? ''}.class`));
  throw new StreamkitError('NOT_FOUND', `Class ${main} does not exist in ${jar}.`, {
    suggestions: near.map((name) => `Did you mean ${name.slice(0, -'.class'.length).replaceAll('/', '.')}?`),
  });
}

async function contentsOf(jar: string): Promise<{ names: Set<string>; manifest: string }> {
  const { openPromise } = await import('yauzl');
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(jar, { lazyEntries: true });
    const names = new Set<string>();
    let manifest = '';
    for await (const entry of zip.eachEntry()) {
      names.add(entry.fileName);
      if (entry.fileName === manifestName)
        manifest = (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8');
    }
    return { names, manifest };
  } catch (error) {
    throw new StreamkitError('USAGE', `${jar} is not a jar: ${messageOf(error)}`, { cause: error });
  } finally {
    zip?.close();
  }
}
