import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** One run of a whole process with all its children. */
export interface Run {
  wallSeconds: number;
  /** User and system time. */
  cpuSeconds: number;
}

export type Environment = Record<string, string | undefined>;

const report = /STREAMKIT_BENCH ([\d.]+) ([\d.]+) ([\d.]+)\s*$/;

/**
 * Runs a command line of the shell to its end; what it prints is thrown away. The shell's own `time` counts.
 * @throws Error with the end of its standard error when it fails
 */
export async function run(commandLine: string, env: Environment): Promise<Run> {
  const script = `TIMEFORMAT='STREAMKIT_BENCH %R %U %S'; time { ${commandLine}; }`;
  const child = spawn('bash', ['-c', script], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-4000);
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const [, wall, user, system] = report.exec(errors) ?? [];
  if (code !== 0) throw new Error(`${commandLine} ended with ${code ?? 'a signal'}:\n${errors}`);
  return { wallSeconds: Number(wall), cpuSeconds: Number(user) + Number(system) };
}

/** Runs commands in turn, A B A B …, after one round that does not count; so a drift of the machine's speed hits all alike. */
export async function inTurn(rounds: number, commandLines: string[], env: Environment): Promise<Run[][]> {
  const runs = commandLines.map((): Run[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, line] of commandLines.entries()) {
      const one = await run(line, env);
      if (round > 0) runs[index]?.push(one);
    }
  }
  return runs;
}

/** The most resident memory of a process in megabytes, looked at until it ends (Linux: VmHWM). */
export async function peakMemory(
  file: string,
  args: string[],
  env: Environment,
  input?: NodeJS.ReadableStream,
): Promise<number> {
  const child = spawn(file, args, {
    env: { ...process.env, ...env },
    stdio: [input ? 'pipe' : 'ignore', 'ignore', 'ignore'],
  });
  if (input && child.stdin) input.pipe(child.stdin);
  let peak = 0;
  while (child.exitCode === null && child.signalCode === null) {
    const status = await readFile(`/proc/${child.pid ?? 0}/status`, 'utf8').catch(() => '');
    peak = Math.max(peak, Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024);
    await delay(50);
  }
  if (child.exitCode !== 0)
    throw new Error(`${file} ${args.join(' ')} ended with ${child.exitCode ?? 'a signal'}`);
  return peak;
}

/** The middle value; 0 of none. @param part which part of the values lies below: 0.99 for the 99th percentile */
export function quantile(values: number[], part = 0.5): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
