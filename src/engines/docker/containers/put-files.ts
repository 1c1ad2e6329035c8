import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type Docker from 'dockerode';
import type { ContainerFile } from '../../../services/docker-recipe.js';

/**
 * Puts files into a container that does not run yet; each is its owner's alone, unless it is public.
 * @param me `UID:GID` that owns the files of `me`; root where no container runs as this user
 */
export async function putFiles(
  container: Docker.Container,
  files: ContainerFile[],
  me = '0:0',
): Promise<void> {
  if (files.length === 0) return;
  const packed = files.map(async ({ owner, isPublic, path, ...content }) => ({
    path,
    owner: owner === 'me' ? Number(me.split(':')[0]) : owner,
    mode: isPublic ? 0o444 : 0o400,
    content: 'text' in content ? content.text : await readFile(content.copyOf),
  }));
  const answer = await container.putArchive(tarOf(await Promise.all(packed)), { path: '/' });
  await text(answer);
}

export interface PackedFile {
  path: string;
  owner: number;
  mode: number;
  content: string | Buffer;
}

const blockBytes = 512;

/** A tar archive (POSIX.1-1988 ustar) of small files with owners of our choice, which archivers on disk cannot give. Pure. */
export function tarOf(files: PackedFile[]): Buffer {
  const blocks = files.flatMap(({ path, content, owner, mode }) => {
    const bytes = Buffer.from(content);
    const padding = (blockBytes - (bytes.length % blockBytes)) % blockBytes;
    return [header(path.replace(/^\//, ''), bytes.length, owner, mode), bytes, Buffer.alloc(padding)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(2 * blockBytes)]);
}

function header(path: string, size: number, owner: number, mode: number): Buffer {
  const block = Buffer.alloc(blockBytes);
  const { prefix, name } = split(path);
  const octal = (value: number, width: number) => value.toString(8).padStart(width - 1, '0');
  block.write(name, 0);
  block.write(octal(mode, 8), 100);
  block.write(octal(owner, 8), 108);
  block.write(octal(owner, 8), 116);
  block.write(octal(size, 12), 124);
  block.write(octal(Math.floor(Date.now() / 1000), 12), 136);
  block.write('        0', 148);
  block.write('ustar\x0000', 257);
  block.write(prefix, 345);
  const checksum = block.reduce((sum, byte) => sum + byte, 0);
  block.write(`${checksum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** A name may have 100 bytes, and a prefix before one of its slashes 155 more. */
function split(path: string): { prefix: string; name: string } {
  if (Buffer.byteLength(path) <= 100) return { prefix: '', name: path };
  for (let at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) {
    const prefix = path.slice(0, at);
    const name = path.slice(at + 1);
    if (Buffer.byteLength(name) <= 100 && Buffer.byteLength(prefix) <= 155) return { prefix, name };
  }
  throw new Error(`${path} is too long a name for a file in a container`);
}
