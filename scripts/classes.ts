// Compiles the few Java classes of our own for the package, so that its users need no compiler: jvm/classes/MODULE-HASH.jar.
// Downloads what they are compiled against. With names, only these modules.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { compile, packagedClasses } from '../src/engines/local/java/own-classes.js';
import { findJava } from '../src/engines/local/java/java.js';
import { classPath } from '../src/engines/local/library/library.js';
import { reactorModule, resolveModules } from '../src/engines/local/library/maven.js';
import { moduleSources } from '../src/engines/local/library/module-sources.js';

const folder = reactorModule('classes');
await rm(folder, { recursive: true, force: true });

const wanted = process.argv.slice(2);
const reactor = await readFile(join(reactorModule('.'), 'pom.xml'), 'utf8');
const all = [...reactor.matchAll(/<module>([\w-]+)<\/module>/g)].flatMap(([, name]) => name ?? []);
const modules = [];
for (const name of wanted.length > 0 ? wanted : all) {
  const { sources, resourceFolders } = await moduleSources(name);
  if (sources.length > 0 || resourceFolders.length > 0) modules.push(name);
}

const stop = new AbortController();
process.once('SIGINT', () => {
  stop.abort();
});
const java = await findJava({ min: 17, max: 23 });
const resolved = await resolveModules({
  modules,
  scratch: join(folder, 'maven'),
  offline: false,
  signal: stop.signal,
  onDownload: () => undefined,
});
for (const name of modules) {
  const jar = await packagedClasses(name);
  const jars = await classPath(resolved.get(name) ?? [], join(folder, 'unpacked'));
  await compile(await moduleSources(name), jars, java, jar);
  console.log(jar);
}
for (const scratch of ['maven', 'unpacked'])
  await rm(join(folder, scratch), { recursive: true, force: true });
