import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect } from 'vitest';

export interface Block {
  /** The heading that it stands under. */
  heading: string;
  kind: 'sh' | 'text';
  /** What the comment above it says, such as `second terminal`. */
  marker: string | undefined;
  text: string;
}

export async function tutorialBlocks(): Promise<Block[]> {
  const page = await readFile('docs/tutorial.md', 'utf8');
  const found = page.matchAll(/^## (.*)$|(?:<!-- (.*) -->\n)?^```(sh|text)\n([^]*?)^```$/gm);
  let heading = '';
  return [...found].flatMap(([, title, marker, kind, text = '']) => {
    if (title !== undefined) heading = title;
    return kind === undefined ? [] : [{ heading, kind: kind as Block['kind'], marker, text }];
  });
}

/** A terminal that blocks are pasted into; a command that fails ends it. */
export class Terminal {
  private readonly shell;
  private output = '';
  private count = 0;

  constructor(
    dir: string,
    private readonly env: Record<string, string>,
    private readonly scratch: string,
  ) {
    this.shell = execa('bash', ['-e'], { cwd: dir, env, all: true, reject: false, buffer: false });
    this.shell.all.on('data', (data: Buffer) => (this.output += String(data)));
  }

  /** @returns what the block printed */
  async paste(text: string): Promise<string> {
    const number = ++this.count;
    const file = join(this.scratch, `${number}.sh`);
    await writeFile(file, text);
    const from = this.output.length;
    const end = `== block ${number} ended ==`;
    this.shell.stdin.write(`source ${file} </dev/null\necho "${end}"\n`);
    const done = () => this.shell.exitCode !== null || this.output.includes(end);
    await expect.poll(done, { timeout: 900_000, interval: 50 }).toBe(true);
    const printed = this.output.slice(from).replace(end, '');
    expect(this.shell.exitCode, `${text}\n${printed}`).toBeNull();
    return printed;
  }

  /** Starts a block in a terminal of its own, in the folder that this one is in now. */
  async pasteBeside(text: string): Promise<Beside> {
    return new Beside(text, (await this.paste('pwd')).trim(), this.env);
  }

  async close(): Promise<void> {
    this.shell.stdin.end();
    await this.shell;
  }
}

/** A block that goes on until Ctrl-C. */
export class Beside {
  output = '';
  private readonly shell;

  constructor(text: string, cwd: string, env: Record<string, string>) {
    const options = { all: true, reject: false, buffer: false, detached: true, stdin: 'ignore' } as const;
    this.shell = execa('bash', ['-c', text], { ...options, cwd, env });
    this.shell.all.on('data', (data: Buffer) => (this.output += String(data)));
  }

  async interrupt(): Promise<void> {
    process.kill(-(this.shell.pid ?? NaN), 'SIGINT');
    const { exitCode } = await this.shell;
    expect([0, 130], this.output).toContain(exitCode);
  }
}

/** Expects each line of a block in what was printed, in any order, as partitions have none; `…` stands for anything. */
export function expectShown(lines: string, printed: string): void {
  for (const line of lines.trim().split('\n')) {
    const parts = line.split('…').map((part) => part.replace(/[\\^$.*+?()|[\]{}]/g, '\\$&'));
    expect(new RegExp(parts.join('.*')).test(printed), `no line "${line}" in\n${printed}`).toBe(true);
  }
}
