import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type Docker from 'dockerode';
import { execa } from 'execa';
import type { Java } from '../../src/engines/local/java/java.js';
import { onPath } from '../../src/engines/local/library/installed.js';
import { isThere } from '../../src/shared/files.js';

/** What the stand-ins' scripts, MariaDB's and Storm's supervisor call. */
const programs = (
  'bash sh basename cat chmod chown cp cut date df dirname du echo env expr false find grep groups head hostname id kill ln ' +
  'ls mkdir mktemp mv nice nohup perl pgrep pkill printf ps pwd readlink rm sed seq setpriv setsid sleep sort stat tail tee ' +
  'test timeout touch tr true uname uniq wc whoami xargs'
).split(' ');

/** Folders of one name or the other, depending on the distribution; in the image they are the same. */
const links = { bin: 'usr/bin', sbin: 'usr/sbin', lib: 'usr/lib', lib64: 'usr/lib64' };

/**
 * A small Linux with Java, built from the programs and libraries of this machine: created in seconds, and from
 * nothing that would have to be downloaded.
 * @param others programs that will be copied into images made from it
 * @returns its reference, another one for another Java
 */
export async function ensureBaseImage(docker: Docker, java: Java, others: string[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([java.home, java.version, programs, others]));
  const image = `streamkit-test/base:${hash.digest('hex').slice(0, 12)}`;
  if (await isPresent(docker, image)) return image;
  const root = await mkdtemp(join(tmpdir(), 'streamkit-base-'));
  try {
    await fill(root, java, others);
    const tar = execa('tar', ['-C', root, '--owner=0', '--group=0', '-c', '.'], { buffer: false });
    // Podman knows no tag of its own here.
    const stream = await docker.importImage(tar.stdout, { repo: image });
    for await (const chunk of stream as AsyncIterable<Buffer>)
      if (chunk.includes('errorDetail')) throw new Error(chunk.toString('utf8'));
    await tar;
    return image;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

export async function isPresent(docker: Docker, image: string): Promise<boolean> {
  return docker
    .getImage(image)
    .inspect()
    .then(
      () => true,
      () => false,
    );
}

async function fill(root: string, java: Java, others: string[]): Promise<void> {
  for (const [name, target] of Object.entries(links)) {
    await mkdir(join(root, target), { recursive: true });
    await symlink(target, join(root, name));
  }
  await mkdir(join(root, 'tmp'), { mode: 0o777 });
  await execa('chmod', ['1777', join(root, 'tmp')]);
  for (const folder of ['etc', 'root', 'run', 'var/log', 'usr/local/bin', 'proc', 'sys', 'dev'])
    await mkdir(join(root, folder), { recursive: true });
  await writeFile(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/bash\n');
  await writeFile(join(root, 'etc/group'), 'root:x:0:\nusers:x:100:\n');
  await writeFile(join(root, 'etc/nsswitch.conf'), 'hosts: files dns\n');
  // With what its links point to: distributions keep a Java's settings elsewhere.
  const left = ['jmods', 'include', 'man', 'legal', 'docs', 'demo', 'lib/src.zip'];
  const home = join(root, 'usr/lib/java');
  await cp(java.home, home, {
    recursive: true,
    dereference: true,
    filter: async (path) => !left.includes(path.slice(java.home.length + 1)) && (await isThere(path)),
  });
  for (const name of ['java', 'keytool'])
    await symlink(`../lib/java/bin/${name}`, join(root, 'usr/bin', name));
  const paths = await Promise.all(programs.map(async (name) => required(name, await onPath([name]))));
  for (const path of paths) await copy(path, join(root, 'usr/bin', basename(path)));
  const all = [...paths, ...others, java.java, join(java.home, 'lib/server/libjvm.so')];
  // What lies beside Java and beside the other programs goes with them.
  for (const path of await linkedWith(all))
    if (!path.startsWith(java.home) && !path.includes('/../')) await copy(path, join(root, path));
}

/** The libraries of programs, by the paths where they look for them. */
async function linkedWith(files: string[]): Promise<string[]> {
  // Scripts among them are expected here.
  const { stdout } = await execa('ldd', files, { reject: false });
  const found = stdout.matchAll(/^\s+(?:\S+ => )?(\/\S+) \(0x/gm);
  return [...new Set([...found].map(([, path = '']) => path))];
}

async function copy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to, { dereference: true });
}

function required(name: string, path: string | undefined): string {
  if (path === undefined)
    throw new Error(`this machine has no ${name}, which the stand-ins' base is made of`);
  return path;
}
