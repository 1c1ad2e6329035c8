import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type Docker from 'dockerode';
import { execa } from 'execa';
import { isThere } from '../../src/files.js';

const name = 'streamkit-test/base';
const packages = ['ca-certificates', 'openjdk-17-jre-headless', 'mariadb-server', 'procps'];

/** A Debian with Java and MariaDB, made by debootstrap once and kept as an archive. */
export async function ensureBaseImage(docker: Docker, cache: string): Promise<void> {
  const there = await docker
    .getImage(name)
    .inspect()
    .then(
      () => true,
      () => false,
    );
  if (there) return;
  const archive = join(cache, 'test-base-image.tar');
  if (!(await isThere(archive))) await makeArchive(archive);
  const stream = await docker.importImage(createReadStream(archive), { repo: name, tag: 'latest' });
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (chunk.includes('errorDetail')) throw new Error(chunk.toString('utf8'));
  }
}

async function makeArchive(archive: string): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'streamkit-base-'));
  try {
    const { release, mirror } = await suite();
    const options = ['--variant=minbase', `--include=${packages.join(',')}`];
    await execa('debootstrap', [...options, release, root, mirror], { stdin: 'ignore' });
    for (const folder of ['var/cache/apt/archives', 'usr/share/doc', 'usr/share/man'])
      await rm(join(root, folder), { recursive: true, force: true });
    await mkdir(join(archive, '..'), { recursive: true });
    const draft = `${archive}.${process.pid}.draft`;
    const tar = execa('tar', ['-C', root, '-c', '.'], { buffer: false, encoding: 'buffer' });
    await pipeline(tar.stdout, createWriteStream(draft));
    await tar;
    await rename(draft, archive);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** This Debian's release, and the mirror that apt itself uses. */
async function suite(): Promise<{ release: string; mirror: string }> {
  const lists = ['/etc/apt/sources.list'];
  for (const file of await readdir('/etc/apt/sources.list.d')) lists.push(`/etc/apt/sources.list.d/${file}`);
  const texts = await Promise.all(lists.map(async (file) => readFile(file, 'utf8').catch(() => '')));
  const mirror = /^(?:URIs: *|deb +(?:\[.*?\] +)?)(\S+\/debian)\/?\s/m.exec(texts.join('\n'))?.[1];
  const release = /^VERSION_CODENAME=(\w+)/m.exec(await readFile('/etc/os-release', 'utf8'))?.[1];
  if (mirror === undefined || release === undefined) throw new Error('this is no Debian with a mirror');
  return { release, mirror };
}
