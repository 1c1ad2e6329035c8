import { createServer } from 'node:net';
import { readFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { basename, dirname } from 'node:path';
import { systemCode } from '../shared/errors.js';
import { commandOf, markedProcesses, markerOf, ownerOfSocket } from './local/process/process-table.js';

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
  const row = await tableRow(
    ([, local, , state]) => state === '0A' && local?.endsWith(hexPort(port)) === true,
  );
  return row?.[9] === undefined ? undefined : ownerOfSocket(row[9]);
}

/** The first row of the system's sockets that fits, as fields. */
async function tableRow(fits: (fields: string[]) => boolean): Promise<string[] | undefined> {
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    const rows = (await readFile(table, 'utf8').catch(() => '')).split('\n');
    const row = rows.map((line) => line.trim().split(/\s+/)).find(fits);
    if (row) return row;
  }
  return undefined;
}

function hexPort(port: number): string {
  return `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * The marker of the process of ours that has a connection between two ports of 127.0.0.1; undefined for any other process.
 * @param own port at its end @param other port at the other end
 */
export async function markerAt(own: number, other: number): Promise<string | undefined> {
  const marked = await markedProcesses();
  const pids = marked.map(({ process }) => process.pid);
  const pid =
    platform() === 'linux' ? await linuxConnected(own, other, pids) : await lsofConnected(own, other, pids);
  return marked.find(({ process }) => process.pid === pid)?.marker;
}

/** A JVM's sockets may be in the table of IPv6. */
async function linuxConnected(own: number, other: number, pids: number[]): Promise<number | undefined> {
  const row = await tableRow(
    ([, local, remote]) =>
      local?.endsWith(hexPort(own)) === true && remote?.endsWith(hexPort(other)) === true,
  );
  return row?.[9] === undefined ? undefined : ownerOfSocket(row[9], pids);
}

async function lsofConnected(own: number, other: number, pids: number[]): Promise<number | undefined> {
  const { execa } = await import('execa');
  const args = ['-nP', '-Fpn', '-a', '-p', pids.join(','), `-iTCP:${own}`];
  const { stdout } = await execa('lsof', args, { reject: false });
  let pid: number | undefined;
  for (const line of stdout.split('\n')) {
    if (line.startsWith('p')) pid = Number(line.slice(1));
    if (line.startsWith('n') && line.endsWith(`:${other}`) && line.includes(`:${own}->`)) return pid;
  }
  return undefined;
}

async function lsofHolder(port: number): Promise<number | undefined> {
  const { execa } = await import('execa');
  const { stdout } = await execa('lsof', ['-nP', '-t', `-iTCP:${port}`, '-sTCP:LISTEN'], { reject: false });
  const pid = Number(stdout.split('\n')[0]);
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}
