import { randomUUID } from 'node:crypto';
import { execa } from 'execa';
import { expect } from 'vitest';

/** A real terminal, by tmux, with a shell in it. */
export class Screen {
  private readonly server = `streamkit-${randomUUID()}`;

  private commands = 0;

  private async tmux(...args: string[]): Promise<string> {
    return (await execa('tmux', ['-L', this.server, '-f', '/dev/null', ...args])).stdout;
  }

  async open(columns: number, cwd: string, env: Record<string, string>): Promise<void> {
    const variables = Object.entries(env).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
    const size = ['-x', String(columns), '-y', '40'];
    await this.tmux('new-session', '-d', ...size, '-c', cwd, ...variables, 'env -u CI PS1="ready> " sh');
    await this.shows('ready>');
  }

  async type(text: string): Promise<void> {
    await this.tmux('send-keys', '-l', text);
    await this.press('Enter');
  }

  /** Runs a command to its end on an empty screen. @returns what stands there then, its colors not */
  async run(command: string): Promise<string> {
    // Typed with quotes in it, so that only what is printed reads so; and another one each time.
    const end = `ended ${++this.commands}`;
    await this.type(`clear; ${command}; echo "${end.replace('ended', `end""ed`)}"`);
    return this.shows(end);
  }

  async press(key: string): Promise<void> {
    await this.tmux('send-keys', key);
  }

  /** What stands on the screen, without its colors; with them when asked. */
  async text(...options: string[]): Promise<string> {
    return this.tmux('capture-pane', '-p', ...options);
  }

  async shows(pattern: string | RegExp, timeout = 60_000): Promise<string> {
    const fits = (screen: string) =>
      typeof pattern === 'string' ? screen.includes(pattern) : pattern.test(screen);
    await expect
      .poll(async () => this.text(), { timeout, interval: 100, message: String(pattern) })
      .toSatisfy(fits);
    return this.text();
  }

  async close(): Promise<void> {
    await this.tmux('kill-server');
  }
}
