import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { catalogue, runsLocally } from '../../../src/services/catalogue.js';
import { kafkaModes } from '../../../src/services/types.js';

const services = kafkaModes.flatMap((mode) => catalogue(mode));
// Kafka 3.9 brings its own ZooKeeper along.
const javaServices = services
  .filter(({ name }) => name !== 'zookeeper')
  .filter(runsLocally)
  .flatMap(({ name, version, local }) =>
    local.kind === 'java' ? [{ name, version, module: local.module }] : [],
  );

test.each(javaServices)('$name $version is what the pom of $module resolves', async ({ version, module }) => {
  expect(await versionsIn(join('jvm', module, 'pom.xml'))).toContain(version);
});

test.each(services)(
  '$name: the version that is shown for containers is in the tag of the image',
  ({ docker }) => {
    const shown = /(\d+(?:\.\d+)*)\)?$/.exec(docker.as?.version ?? '')?.[1];
    if (shown !== undefined)
      expect(docker.containers[0]?.image).toMatch(new RegExp(`:${shown.replaceAll('.', '\\.')}`));
  },
);

test("streamkit's connector has the version of streamkit", async () => {
  const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
  const connector = 'jvm/connect-jdbc/src/main/java/streamkit/connect/jdbc/JdbcSourceConnector.java';
  expect(await readFile(connector, 'utf8')).toContain(`VERSION = "${version}"`);
});

/** The versions of the dependencies of a pom, with properties replaced by their values. */
async function versionsIn(pom: string): Promise<string[]> {
  const text = await readFile(pom, 'utf8');
  const properties = new Map(
    [...text.matchAll(/<([\w.-]+)>([^<$]+)<\/\1>/g)].map(([, name, value]) => [name, value]),
  );
  return [...text.matchAll(/<version>([^<]+)<\/version>/g)].map(([, version = '']) =>
    version.replace(/^\$\{(.+)\}$/, (whole, name: string) => properties.get(name) ?? whole),
  );
}
