import { constants } from 'node:os';
import { execa } from 'execa';
import { StreamkitError, systemCode } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';

const forwarded = ['SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const;

/**
 * Runs a command to its end in place of this one: same terminal, same streams, no shell.
 * @returns its exit code, or 128 and the number of the signal that ended it
 * @throws StreamkitError NOT_FOUND for a command that is not there, USAGE for one that may not be run
 */
export async function runCommand(
  file: string,
  words: string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const pass = (signal: NodeJS.Signals) => {
    child.kill(signal);
  };
  // A terminal sends Ctrl-C to the command as well; only without one does it arrive here alone.
  const interrupt = () => {
    if (!process.stdin.isTTY) pass('SIGINT');
  };
  // Before the command starts: a signal that nobody listens to would end us, and leave it behind.
  process.on('SIGINT', interrupt);
  for (const signal of forwarded) process.on(signal, pass);
  const child = execa(file, words, {
    stdio: 'inherit',
    env: environment,
    extendEnv: false,
    reject: false,
    // The command decides itself when it ends.
    cleanup: false,
  });
  try {
    const { exitCode, signal, cause } = await child;
    if (exitCode !== undefined) return exitCode;
    if (signal !== undefined) return 128 + constants.signals[signal];
    throw notStarted(file, cause);
  } finally {
    process.off('SIGINT', interrupt);
    for (const signal of forwarded) process.off(signal, pass);
  }
}

function notStarted(file: string, cause: unknown): unknown {
  switch (systemCode(cause)) {
    case 'ENOENT':
      return new StreamkitError('NOT_FOUND', `There is no command named ${file}.`, {
        suggestions: [suggest('Run a line of shell', 'run', '--', 'sh', '-c', 'COMMAND')],
        cause,
      });
    case 'EACCES':
      return new StreamkitError('USAGE', `${file} may not be run.`, { cause });
    default:
      return cause;
  }
}
