import { execa } from 'execa';

/** The addresses that a process listens on, as `ss` writes them: 127.0.0.1:8020. */
export async function listenersOf(pid: number): Promise<string[]> {
  const { stdout } = await execa('ss', ['-ltnpH']);
  return stdout
    .split('\n')
    .filter((line) => line.includes(`pid=${pid},`))
    .map((line) => line.trim().split(/\s+/)[3] ?? '');
}
