import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Opens the user's browser by a file that only this user can read and that redirects: no process list shows the token.
 * Where there is no browser, nothing happens: the address was printed.
 * @returns what deletes the file
 */
export async function openBrowser(url: string): Promise<() => Promise<void>> {
  const dir = await mkdtemp(join(tmpdir(), 'streamkit-console-'));
  const file = join(dir, 'open.html');
  const page = `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${url}"><title>streamkit</title>`;
  await writeFile(file, page, { mode: 0o600 });
  const [command, ...args] = opener();
  const child = spawn(command, [...args, file], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
  return async () => rm(dir, { recursive: true, force: true });
}

/** Whether this user sits in front of a desktop. */
export function hasDesktop(environment: NodeJS.ProcessEnv, platform = process.platform): boolean {
  if (platform === 'darwin' || platform === 'win32') return environment['SSH_CONNECTION'] === undefined;
  return (environment['DISPLAY'] ?? '') !== '' || (environment['WAYLAND_DISPLAY'] ?? '') !== '';
}

function opener(): [string, ...string[]] {
  if (process.platform === 'darwin') return ['open'];
  return process.platform === 'win32' ? ['explorer'] : ['xdg-open'];
}
