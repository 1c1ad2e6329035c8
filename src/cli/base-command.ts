import { Command, Flags, type Interfaces } from '@oclif/core';
import type { ChalkInstance } from 'chalk';
import { messageOf, StreamkitError } from '../shared/errors.js';
import { diskError, fileError } from '../shared/files.js';
import { errorJson, errorText } from '../render/error.js';
import { plainReporter, type Reporter } from '../render/reporter.js';
import { fitTables } from '../render/table.js';
import { themeFor } from '../render/theme.js';
import { suggest, suggestionText, type Suggestion } from '../shared/suggestion.js';
import { contextFlags } from './context-flags.js';
import { openSession, type Session, type SessionOptions } from '../stack/session.js';

type BaseFlags = Omit<Interfaces.InferredFlags<(typeof BaseCommand)['baseFlags']>, 'json'>;

/** What all commands share: their flags, one session, Ctrl-C, and errors as text or JSON with the right exit code. */
export abstract class BaseCommand extends Command {
  static override enableJsonFlag = true;

  static override baseFlags = {
    stack: Flags.string({
      description: 'stack to use (default: the one in streamkit.yml, otherwise "default")',
      helpValue: 'NAME',
      helpGroup: 'GLOBAL',
    }),
    json: Flags.boolean({ description: 'print only the typed result, as JSON', helpGroup: 'GLOBAL' }),
    color: Flags.boolean({
      description: 'colored output',
      default: true,
      allowNo: true,
      helpGroup: 'GLOBAL',
    }),
    plain: Flags.boolean({ description: 'plain lines, as without a terminal', helpGroup: 'GLOBAL' }),
    debug: Flags.boolean({ description: 'print the stack trace of an error', hidden: true }),
  };

  /** Tests put an engine of their own in here. */
  static opener: (options: SessionOptions) => Promise<Session> = openSession;

  protected theme: ChalkInstance = themeFor(false);
  private readonly interrupt = new AbortController();
  private reporter: Reporter | undefined;
  private debugging = false;
  /** The flags as typed, once they were parsed. */
  private given: Record<string, unknown> = {};

  protected get signal(): AbortSignal {
    return this.interrupt.signal;
  }

  /** Whether a person watches: a terminal, and nothing that asks for plain lines. */
  protected interactive(flags: BaseFlags): boolean {
    return process.stdout.isTTY && !flags.plain && !this.jsonEnabled() && (process.env['CI'] ?? '') === '';
  }

  /** A suggestion as one line, with the flags of this command that it needs, too. */
  protected suggestion(suggestion: Suggestion): string {
    return suggestionText(suggestion, contextFlags(this.config, this.given));
  }

  /** Reads the flags that all commands share, and opens the session of the command's stack. */
  protected async open(
    flags: BaseFlags,
    options: Pick<SessionOptions, 'engine' | 'kafkaMode' | 'evenDamaged' | 'prospect'> = {},
  ): Promise<Session> {
    this.debugging = flags.debug;
    this.given = flags;
    const mayColour = flags.color && !flags.plain && (process.env['NO_COLOR'] ?? '') === '';
    this.theme = themeFor(mayColour && process.stdout.isTTY);
    const { report } = await this.openReporter(flags);
    return BaseCommand.opener({
      cwd: process.cwd(),
      environment: process.env,
      stack: flags.stack,
      report: (event) => {
        report(event);
      },
      signal: this.signal,
      ...options,
    });
  }

  /** One for the command, however many stacks it opens. */
  private async openReporter(flags: BaseFlags): Promise<Reporter> {
    if (this.reporter) return this.reporter;
    // Kept until the end: execa ends the program at once by a signal that nobody else listens to.
    process.on('SIGINT', this.stop).on('SIGTERM', this.stop);
    if (this.interactive(flags)) {
      fitTables(process.stdout.columns);
      const { liveReporter } = await import('../render/live-reporter.js');
      return (this.reporter = liveReporter(process.stdout, this.theme));
    }
    const stream = this.jsonEnabled() ? process.stderr : process.stdout;
    return (this.reporter = plainReporter((text) => stream.write(text), this.theme));
  }

  /** For a command that hands signals on, and leaves to others when it ends. */
  protected handOverSignals(): void {
    this.signal.throwIfAborted();
    process.off('SIGINT', this.stop).off('SIGTERM', this.stop);
  }

  /** What runs is stopped in order; who asks twice is not kept waiting. */
  private readonly stop = () => {
    if (this.signal.aborted) process.exit(130);
    this.interrupt.abort(new StreamkitError('INTERRUPTED', 'Interrupted.'));
  };

  protected override async finally(error: Error | undefined): Promise<void> {
    process.off('SIGINT', this.stop).off('SIGTERM', this.stop);
    this.reporter?.close();
    // What follows until Ctrl-C ends without an error, and was interrupted all the same.
    if (error === undefined && this.signal.aborted) process.exitCode = 130;
    await super.finally(error);
  }

  protected override async catch(error: Error & { exitCode?: number }): Promise<unknown> {
    this.reporter?.close();
    const known = this.asStreamkitError(error);
    const flags = contextFlags(this.config, this.given);
    if (this.jsonEnabled()) this.logJson(errorJson(known, flags));
    else this.logToStderr(errorText(known, this.theme, flags));
    if (this.debugging)
      this.logToStderr(String(known.cause instanceof Error ? known.cause.stack : error.stack));
    process.exitCode = known.exitCode;
    return undefined;
  }

  private asStreamkitError(error: Error): StreamkitError {
    if (error instanceof StreamkitError) return error;
    if (this.signal.aborted) return new StreamkitError('INTERRUPTED', 'Interrupted.', { cause: error });
    // oclif's parser errors carry the exit code 2: what the user typed does not fit.
    if ('oclif' in error && (error.oclif as { exit?: number }).exit === 2) {
      return new StreamkitError('USAGE', messageOf(error).split('\nSee more help')[0] ?? '', {
        suggestions: [suggest('See all flags and examples', ...(this.id ?? '').split(':'), '--help')],
        cause: error,
      });
    }
    const disk = diskError(error, 'path' in error ? String(error.path) : 'a file');
    if (disk instanceof StreamkitError) return disk;
    const unusable = fileError(error);
    if (unusable) return unusable;
    return new StreamkitError('INTERNAL', `A bug in streamkit: ${messageOf(error)}`, {
      suggestions: ['Run the command again with --debug and report what it prints.'],
      cause: error,
    });
  }
}
