import type Docker from 'dockerode';
import type {} from 'vitest';
import type { TestProject } from 'vitest/node';
import { connect } from '../../src/engines/docker/daemon/connect.js';
import { homeAt } from '../support/cli.js';
import { ensureBaseImage } from './base-image.js';
import { NoDaemon, openDaemon, processesOfDaemon, type Daemon } from './daemon.js';
import { leftoversOfTests } from './leftovers.js';
import { proveThatContainersRun } from './proof.js';
import { buildStandIns, findParts } from './stand-ins.js';

export interface DockerForTests {
  /** As DOCKER_HOST takes it. */
  host: string;
  /** The folder of a daemon that only the tests use. */
  folder?: string;
  /** Where that one wants TLS, as DOCKER_HOST takes it. */
  tlsHost?: string;
  /** Stand-ins by their names in test/images. */
  images: Record<string, string>;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Absent where there is no daemon: the tests are skipped then. */
    docker: DockerForTests | undefined;
  }
}

/** A real daemon with the stand-ins for the official images on it. Where there is none, that is said aloud. */
export default async function setup(project: TestProject) {
  let daemon: Daemon | undefined;
  try {
    daemon = await openDaemon();
    const { end, ...places } = daemon;
    const docker = await connect({ source: 'tests', host: places.host });
    const images = await standInsOn(docker);
    project.provide('docker', { ...places, images });
    return teardown(docker, places, end);
  } catch (error) {
    await daemon?.end();
    if (!(error instanceof NoDaemon)) throw error;
    sayAloud(`The Docker engine is NOT tested: ${error.message}`);
    project.provide('docker', undefined);
    return undefined;
  }
}

/**
 * Puts stand-ins on a daemon, once it is known that it runs containers.
 * @param names those in test/images; all for none
 * @throws NoDaemon when it does not
 */
export async function standInsOn(docker: Docker, names?: string[]): Promise<Record<string, string>> {
  const began = Date.now();
  const { Driver: storage } = (await docker.info()) as { Driver: string };
  // A copy of the whole image for each of its layers and each container: many gigabytes, and minutes.
  if (storage === 'vfs')
    throw new NoDaemon('a daemon answers, but this machine has no overlayfs for its images');
  const parts = await findParts(homeAt('').STREAMKIT_CACHE ?? '');
  const base = await ensureBaseImage(docker, parts.java, parts.programs);
  await proveThatContainersRun(docker, base);
  const images = await buildStandIns(docker, parts, base, names);
  say(`the stand-ins for ${Object.keys(images).length} images are there after ${seconds(began)}`);
  return images;
}

/** The suite's own proof that it leaves nothing, in its log. */
function teardown(docker: Docker, { folder }: Pick<Daemon, 'folder'>, end: Daemon['end']) {
  return async () => {
    const left = await leftoversOfTests(docker);
    say(`left of the tests: ${left.length === 0 ? 'no container, no volume, no network' : left.join(', ')}`);
    await end();
    const running = folder === undefined ? [] : await processesOfDaemon(folder);
    if (folder !== undefined)
      say(`left of the daemon: ${running.length === 0 ? 'no dockerd, no containerd' : running.join('\n')}`);
    if (left.length + running.length > 0) throw new Error('the tests of the Docker engine left something');
  };
}

export function sayAloud(text: string): void {
  const frame = '*'.repeat(80);
  console.error(`\n${frame}\n*** ${text}\n${frame}\n`);
}

function say(text: string): void {
  console.log(`docker: ${text}`);
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(0)} s`;
}
