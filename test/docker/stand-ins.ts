import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type Docker from 'dockerode';
import { execa } from 'execa';
import { findJava, type Java } from '../../src/engines/local/java/java.js';
import { libraries, type Library, type ModuleRequest } from '../../src/engines/local/library/library.js';
import { mysql } from '../../src/services/mysql.js';
import { postgres } from '../../src/services/stores/postgres.js';
import type { ServiceDefinition } from '../../src/services/types.js';
import { isPresent } from './base-image.js';

interface StandIn extends ModuleRequest {
  /** Its folder in test/images. */
  name: string;
  /** Its helpers in test/images/java, classes compiled against its jars. */
  helpers?: string[];
  /** What it has beside its module's jars: artifacts of the pom in its folder. */
  artifacts?: string[];
  /** Jars of its module, by their file names, that the official image does not have. */
  without?: RegExp;
}

const standIns: StandIn[] = [
  { name: 'zookeeper', module: 'kafka-3' },
  { name: 'cp-kafka', module: 'kafka-3', helpers: ['KafkaTopics'] },
  { name: 'apache-kafka', module: 'kafka-4', helpers: ['KafkaTopics'] },
  { name: 'cp-schema-registry', module: 'schema-registry', helpers: ['RootPath', 'HttpsGet'] },
  { name: 'cp-kafka-connect', module: 'connect', helpers: ['HttpsGet'] },
  { name: 'storm', module: 'storm', helpers: ['StormUi'] },
  { name: 'mysql', ...packed(mysql) },
  { name: 'hadoop', module: 'hdfs', artifacts: ['hadoop-hdfs-httpfs', 'json-simple'] },
  { name: 'hive', module: 'hive' },
  {
    name: 'flink',
    module: 'flink-sql',
    artifacts: ['log4j-slf4j-impl', 'log4j-api', 'log4j-core'],
    without: /^(flink-connector-kafka|kafka-clients|slf4j-reload4j|reload4j|flink-(sql-)?[0-9a-f]{16})/,
  },
  {
    name: 'spark',
    module: 'spark',
    without: /^(spark-(sql|token-provider)-kafka|kafka-clients|commons-pool2|spark-[0-9a-f]{16})/,
  },
  { name: 'postgres', ...packed(postgres) },
  { name: 's3proxy', module: 's3' },
  {
    name: 'opensearch',
    module: 'opensearch',
    helpers: ['OpenSearchNode'],
    without: /^opensearch-[0-9a-f]{16}/,
  },
  { name: 'cassandra', module: 'cassandra' },
];

function packed({ name, local }: ServiceDefinition): ModuleRequest {
  if (local?.kind !== 'program') throw new Error(`${name} is not a packed program`);
  return { module: local.module, root: local.root };
}

const images = resolve('test/images');

/** What stand-ins are made of: this machine's Java, and the files that the local engine runs from. */
export interface Parts {
  java: Java;
  libraries: Map<string, Library>;
  /** Programs that go into images as they are. */
  programs: string[];
}

export async function findParts(cache: string): Promise<Parts> {
  // A Java version that Hadoop and Hive support works for the others as well.
  const java = await findJava({ min: 17, max: 23 });
  const { signal } = new AbortController();
  const found = await libraries(standIns, java, cache, {
    offline: false,
    signal,
    onDownload: () => undefined,
  });
  const packed = ['mysql', 'postgres'].flatMap((module) => found.get(module)?.jars ?? []);
  const programs = packed.filter((path) => path.includes('/bin/'));
  return { java, libraries: found, programs };
}

/** Builds what the daemon does not have yet, of some stand-ins or all. @returns references by the stand-ins' names */
export async function buildStandIns(
  docker: Docker,
  parts: Parts,
  base: string,
  names = standIns.map(({ name }) => name),
): Promise<Record<string, string>> {
  const wanted = standIns.filter(({ name }) => names.includes(name));
  const built = await Promise.all(
    wanted.map(async (standIn) => {
      const library = parts.libraries.get(standIn.module);
      if (!library) throw new Error(`nothing was found for ${standIn.name}`);
      const image = `streamkit-test/${standIn.name}:${await fingerprint(standIn, library, base)}`;
      if (!(await isPresent(docker, image))) await build(docker, standIn, library, image, base);
      return [standIn.name, image] as const;
    }),
  );
  return Object.fromEntries(built);
}

async function fingerprint({ name }: StandIn, library: Library, base: string): Promise<string> {
  const hash = createHash('sha256').update(base).update(library.fingerprint);
  for (const folder of [name, 'common', 'java']) {
    const entries = await readdir(join(images, folder), { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name: file }) => join(parentPath, file));
    for (const file of files.sort()) hash.update(relative(images, file)).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 12);
}

async function build(
  docker: Docker,
  standIn: StandIn,
  library: Library,
  image: string,
  base: string,
): Promise<void> {
  const context = await mkdtemp(join(tmpdir(), 'streamkit-image-'));
  try {
    await cp(join(images, standIn.name), context, { recursive: true });
    await cp(join(images, 'common'), join(context, 'common'), { recursive: true });
    await addFiles(standIn, library, context);
    if (standIn.artifacts) await addArtifacts(standIn.name, standIn.artifacts, context);
    if (standIn.helpers) {
      const sources = standIn.helpers.map((name) => join(images, 'java', `${name}.java`));
      const jars = library.jars.join(':');
      await execa('javac', ['--release', '17', '-cp', jars, '-d', join(context, 'classes'), ...sources]);
    }
    const options = { t: image, rm: true, networkmode: 'none', buildargs: { BASE: base } };
    // As dockerode does, but neither copied nor compressed first: it is all jars.
    const tar = execa('tar', ['-C', context, '--dereference', '-c', '.'], { buffer: false });
    const built = docker.buildImage(tar.stdout, options).then(async (stream) => finished(docker, stream));
    await Promise.all([built, tar]);
  } finally {
    await rm(context, { recursive: true });
  }
}

async function finished(docker: Docker, stream: NodeJS.ReadableStream): Promise<void> {
  await new Promise<void>((done, failed) => {
    docker.modem.followProgress(stream, (error, events: { error?: string }[]) => {
      const refusal = events.find((event) => event.error !== undefined)?.error;
      if (error ?? refusal) failed(error ?? new Error(refusal));
      else done();
    });
  });
}

/** What came in an archive goes in as it is, plain jars into one folder. */
async function addFiles({ without }: StandIn, { module, jars }: Library, context: string): Promise<void> {
  const folderOf = (file: RegExp) => dirname(jars.find((path) => file.test(path)) ?? '');
  if (module === 'mysql') return symlink(dirname(folderOf(/mariadbd$/)), join(context, 'mariadb'));
  if (module === 'postgres') return symlink(dirname(folderOf(/bin\/postgres$/)), join(context, 'postgresql'));
  if (module === 'schema-registry') return symlink(folderOf(/-runner\.jar$/), join(context, 'registry'));
  await mkdir(join(context, 'lib'));
  const wanted = jars.filter((jar) => without?.test(basename(jar)) !== true);
  for (const jar of wanted) await symlink(jar, join(context, 'lib', basename(jar)));
}

async function addArtifacts(name: string, artifacts: string[], context: string): Promise<void> {
  await execa('mvn', [
    ...['--batch-mode', '--quiet', '--strict-checksums', '--file', join(images, name, 'pom.xml')],
    'dependency:copy-dependencies',
    `-DincludeArtifactIds=${artifacts.join(',')}`,
    `-DoutputDirectory=${join(context, 'lib')}`,
  ]);
}
