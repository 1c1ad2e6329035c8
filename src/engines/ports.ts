import { createServer } from 'node:net';
import { readFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { basename, dirname } from 'node:path';
import { systemCode } from '../shared/errors.js';
import { commandOf, markerOf, ownerOfSocket } from './local/process/process-table.js';

export interface PortHolder {
  /** Absent when the holder belongs to another user. */
  pid: number | undefined;
  command: string | undefined;
  /** The stack and service, when it is one that streamkit runs. */
  service: { stack: string; name: string } | undefined;
}

/** Whether a server could listen on 127.0.0.1 at this port now. */
export async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      if (systemCode(error) === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () =>
      server.close(() => {
        resolve(true);
      }),
    );
  });
}

/** Who listens at a port of this machine, as far as the system tells. */
export async function holderOf(port: number): Promise<PortHolder> {
  const pid = platform() === 'linux' ? await linuxHolder(port) : await lsofHolder(port);
  if (pid === undefined) return { pid, command: undefined, service: undefined };
  return { pid, command: await commandOf(pid), service: serviceOf(await markerOf(pid)) };
}

/** A marker is `…/STACK/SERVICE`. */
function serviceOf(marker: string | undefined): PortHolder['service'] {
  return marker === undefined ? undefined : { stack: basename(dirname(marker)), name: basename(marker) };
}

/** /proc/net/tcp: local address as hex:port in field 1, state 0A is LISTEN in field 3, the inode in field 9. */
async function linuxHolder(port: number): Promise<number | undefined> {
  const hexPort = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    const rows = (await readFile(table, 'utf8').catch(() => ''))
      .split('\n')
      .map((row) => row.trim().split(/\s+/));
    const row = rows.find(([, local, , state]) => state === '0A' && local?.endsWith(hexPort));
    if (row?.[9] !== undefined) return ownerOfSocket(row[9]);
  }
  return undefined;
}

async function lsofHolder(port: number): Promise<number | undefined> {
  const { execa } = await import('execa');
  const { stdout } = await execa('lsof', ['-nP', '-t', `-iTCP:${port}`, '-sTCP:LISTEN'], { reject: false });
  const pid = Number(stdout.split('\n')[0]);
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}
