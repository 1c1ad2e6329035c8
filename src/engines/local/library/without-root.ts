import type { Command } from '../process/process.js';

/** util-linux: its user namespace makes files of root look like files of this id, and nothing else changes. */
const unshare = ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'];

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Whether this machine allows root to start a process with another user id that still owns root's files. */
export async function canLeaveRoot(): Promise<boolean> {
  const { execa } = await import('execa');
  const [file = '', ...args] = unshare;
  const { failed } = await execa(file, [...args, 'true'], { reject: false, stdin: 'ignore' });
  return !failed;
}

/** The command line of a program that refuses root. The process keeps its pid: unshare becomes the program. */
export function withoutRoot(program: string, args: string[]): Command {
  const [file = '', ...options] = unshare;
  return { file, args: [...options, program, ...args] };
}
