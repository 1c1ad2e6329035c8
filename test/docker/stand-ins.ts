import { createHash } from 'node:crypto';
import { copyFile, cp, link, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type Docker from 'dockerode';
import { execa } from 'execa';
import { findJava } from '../../src/engines/local/java.js';
import { libraries, type Library } from '../../src/engines/local/library.js';

interface StandIn {
  /** Its folder in test/images. */
  name: string;
  /** Whose jars it runs: a module of jvm/; none where the base image has all. */
  module?: string;
  /** Its helper in test/images/java, a class compiled against its jars. */
  helper?: string;
}

const standIns = [
  { name: 'zookeeper', module: 'kafka-3' },
  { name: 'cp-kafka', module: 'kafka-3', helper: 'KafkaTopics' },
  { name: 'apache-kafka', module: 'kafka-4', helper: 'KafkaTopics' },
  { name: 'cp-schema-registry', module: 'schema-registry', helper: 'RootPath' },
  { name: 'cp-kafka-connect', module: 'connect' },
  { name: 'storm', module: 'storm', helper: 'StormUi' },
  { name: 'mysql' },
  { name: 'hadoop', module: 'hdfs' },
  { name: 'hive', module: 'hive' },
] satisfies StandIn[];

type StandInName = (typeof standIns)[number]['name'];

const images = resolve('test/images');

/** Builds what the daemon does not have yet. @returns references by the stand-ins' names */
export async function buildStandIns(docker: Docker, cache: string): Promise<Record<StandInName, string>> {
  const java = await findJava();
  const found = await libraries(
    standIns.flatMap(({ module }: StandIn) => (module === undefined ? [] : [{ module }])),
    java,
    cache,
    { offline: false, signal: new AbortController().signal, onDownload: () => undefined },
  );
  const built: Record<string, string> = {};
  for (const standIn of standIns as StandIn[]) {
    const library = standIn.module === undefined ? undefined : found.get(standIn.module);
    const image = `streamkit-test/${standIn.name}:${await fingerprint(standIn, library)}`;
    built[standIn.name] = image;
    const there = await docker
      .getImage(image)
      .inspect()
      .then(
        () => true,
        () => false,
      );
    if (!there) await build(docker, standIn, library, image);
  }
  return built;
}

async function fingerprint({ name }: StandIn, library: Library | undefined): Promise<string> {
  const hash = createHash('sha256').update(library?.fingerprint ?? '');
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
  library: Library | undefined,
  image: string,
): Promise<void> {
  const context = await mkdtemp(join(tmpdir(), 'streamkit-image-'));
  try {
    await cp(join(images, standIn.name), context, { recursive: true });
    await cp(join(images, 'common'), join(context, 'common'), { recursive: true });
    if (library) await addJars(library, context);
    if (standIn.helper !== undefined) {
      const source = join(images, 'java', `${standIn.helper}.java`);
      const jars = library?.jars.join(':') ?? '';
      await execa('javac', ['--release', '17', '-cp', jars, '-d', join(context, 'classes'), source]);
    }
    const stream = await docker.buildImage({ context, src: await readdir(context) }, { t: image, rm: true });
    await new Promise<void>((done, failed) => {
      docker.modem.followProgress(stream, (error, events: { error?: string }[]) => {
        const refusal = events.find((event) => event.error !== undefined)?.error;
        if (error ?? refusal) failed(error ?? new Error(`${image}: ${refusal ?? ''}`));
        else done();
      });
    });
  } finally {
    await rm(context, { recursive: true });
  }
}

/** An application in an archive goes in as it is, plain jars into one folder. */
async function addJars({ module, jars }: Library, context: string): Promise<void> {
  if (module === 'schema-registry') {
    const runner = jars.find((jar) => basename(jar).endsWith('-runner.jar')) ?? '';
    await cp(dirname(runner), join(context, 'registry'), { recursive: true });
    return;
  }
  await mkdir(join(context, 'lib'));
  for (const jar of jars) {
    const target = join(context, 'lib', basename(jar));
    await link(jar, target).catch(async () => copyFile(jar, target));
  }
}
