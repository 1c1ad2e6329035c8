import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runMaven } from '../../engines/local/library/maven.js';
import { StreamkitError } from '../../shared/errors.js';
import { suggest } from '../../shared/suggestion.js';
import { coordinatesText, type Coordinates } from './coordinates.js';

export interface MavenOptions {
  offline: boolean;
  signal: AbortSignal;
  onDownload: (count: number, file: string) => void;
}

/** The forms of plugin archive that makers publish, in the order in which they are looked for. */
const archives = [
  { extension: 'tar.gz', classifier: 'plugin' },
  { extension: 'zip', classifier: 'plugin' },
];

/** Groups of what the worker has already; a second copy in a plugin's folder would be another class. */
export const workersOwn = ['org.apache.kafka', 'org.slf4j', 'org.lz4', 'org.xerial.snappy'];

/**
 * Downloads a connector with Maven into a folder: its plugin archive where the artifact has one, else its jar with the
 * jar's runtime dependencies.
 * @param coordinates the connector first; the others are added to its dependencies
 * @returns the path of an archive, or of a folder with jars
 * @throws StreamkitError NOT_FOUND, DOWNLOAD_FAILED, MAVEN_MISSING, OFFLINE
 */
export async function downloadPlugin(
  [main, ...others]: [Coordinates, ...Coordinates[]],
  folder: string,
  options: MavenOptions,
): Promise<string> {
  if (main.extension !== undefined && main.extension !== 'jar') return copyFile(main, folder, options);
  if (main.extension === undefined && others.length === 0) {
    for (const archive of archives) {
      const found = await copyFile({ ...main, ...archive }, folder, options).catch(undefinedIfMissing);
      if (found !== undefined) return found;
    }
  }
  try {
    return await copyWithDependencies([main, ...others], folder, options);
  } catch (error) {
    throw isMissing(error) ? notFound(coordinatesText(main), error) : error;
  }
}

async function copyFile(coordinates: Coordinates, folder: string, options: MavenOptions): Promise<string> {
  const target = join(folder, 'archive');
  await mkdir(target, { recursive: true });
  const artifact = coordinatesText(coordinates);
  await runMaven(
    ['--non-recursive', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${target}`],
    options,
  );
  const [file] = await readdir(target);
  if (file === undefined) throw notFound(artifact);
  return join(target, file);
}

async function copyWithDependencies(
  coordinates: Coordinates[],
  folder: string,
  options: MavenOptions,
): Promise<string> {
  const pom = join(folder, 'pom.xml');
  const target = join(folder, coordinates[0]?.artifact ?? 'plugin');
  await writeFile(pom, pomOf(coordinates));
  await runMaven(
    [
      '--file',
      pom,
      `org.apache.maven.plugins:maven-dependency-plugin:2.8:copy-dependencies`,
      '-DincludeScope=runtime',
      `-DoutputDirectory=${target}`,
    ],
    options,
  );
  return target;
}

/** A project whose runtime dependencies are the plugin. Coordinates hold no character that XML would read. */
export function pomOf(coordinates: Coordinates[]): string {
  const exclusions = workersOwn.map(
    (group) => `<exclusion><groupId>${group}</groupId><artifactId>*</artifactId></exclusion>`,
  );
  const dependencies = coordinates.map(({ group, artifact, version, extension, classifier }) =>
    [
      `    <dependency>`,
      `      <groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version>`,
      ...(extension === undefined ? [] : [`      <type>${extension}</type>`]),
      ...(classifier === undefined ? [] : [`      <classifier>${classifier}</classifier>`]),
      `      <exclusions>${exclusions.join('')}</exclusions>`,
      `    </dependency>`,
    ].join('\n'),
  );
  return [
    '<project xmlns="http://maven.apache.org/POM/4.0.0">',
    '  <modelVersion>4.0.0</modelVersion>',
    '  <groupId>streamkit.plugin</groupId><artifactId>plugin</artifactId><version>1</version>',
    '  <packaging>pom</packaging>',
    '  <dependencies>',
    ...dependencies,
    '  </dependencies>',
    '</project>',
    '',
  ].join('\n');
}

/** A repository without that file is a reason to look for another form; no network or no disk is not. */
function undefinedIfMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error;
}

function isMissing(error: unknown): error is StreamkitError {
  if (!(error instanceof StreamkitError)) return false;
  return (
    error.code === 'NOT_FOUND' ||
    error.evidence.some((line) => /could not find artifact|was not found in/i.test(line))
  );
}

function notFound(artifact: string, cause?: StreamkitError): StreamkitError {
  return new StreamkitError('NOT_FOUND', `${artifact} does not exist in the Maven repositories.`, {
    evidence: cause?.evidence.slice(0, 1) ?? [],
    suggestions: [suggest('List the connectors with a short name', 'connector', 'catalog')],
    cause,
  });
}
