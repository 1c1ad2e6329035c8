import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { execa } from 'execa';
import { runBuild } from '../project/build.js';
import type { DesiredProgram } from '../project/desired-programs.js';
import { clientSettings } from '../stack/client-settings.js';
import type { Session } from '../stack/session.js';

/** A program that does not end by itself within this time after SIGTERM is killed. */
const endMs = 15_000;

interface Running {
  checksum: string;
  /** Sends SIGTERM, and returns when the program has ended. */
  end: () => Promise<void>;
}

/** The programs of a project while `dev` runs. */
export class Programs {
  private readonly running = new Map<string, Running>();

  /**
   * Builds what has changed, restarts it, and ends what is no longer wanted.
   * @returns the names of those that were started
   * @throws StreamkitError BUILD_FAILED; the program then goes on as it was
   */
  async update(session: Session, wanted: DesiredProgram[], built: Set<string>): Promise<string[]> {
    const started: string[] = [];
    const gone = [...this.running.keys()].filter((name) => !wanted.some((one) => one.name === name));
    await Promise.all(gone.map(async (name) => this.end(name)));
    for (const program of wanted) {
      if (this.running.get(program.name)?.checksum === program.checksum) continue;
      await runBuild(session, program.name, program.build, built);
      await this.end(program.name);
      session.signal.throwIfAborted();
      this.running.set(program.name, start(session, program));
      started.push(program.name);
    }
    return started;
  }

  async endAll(): Promise<void> {
    await Promise.all([...this.running.keys()].map(async (name) => this.end(name)));
  }

  private async end(name: string): Promise<void> {
    await this.running.get(name)?.end();
    this.running.delete(name);
  }
}

function start(session: Session, { name, run, checksum }: DesiredProgram): Running {
  const { config, cwd, report } = session;
  const [file = '', ...words] = run;
  const child = execa(file, words, {
    cwd: config.dir ?? cwd,
    // Overrides what a shell has set for another stack.
    env: clientSettings(session, { secrets: true }).variables,
    all: true,
    buffer: false,
    reject: false,
    stdin: 'ignore',
    forceKillAfterDelay: endMs,
  });
  const ending = new AbortController();
  const lines = createInterface({ input: child.all });
  lines.on('line', (text) => {
    report({ type: 'log', service: name, text });
  });
  const linesEnd = once(lines, 'close');
  const ended = (async () => {
    const { exitCode, signal, shortMessage } = await child;
    await linesEnd;
    // Ctrl-C in a terminal ends the program as well.
    if (ending.signal.aborted || session.signal.aborted) return;
    const how = exitCode === undefined ? (signal ?? shortMessage ?? '') : `exit code ${exitCode}`;
    report({ type: 'note', message: `${name} ended (${how}). It is started again when its sources change.` });
  })();
  return {
    checksum,
    async end() {
      ending.abort();
      child.kill('SIGTERM');
      await ended;
    },
  };
}
