import { Command, Flags, type Interfaces } from '@oclif/core';
import type { ChalkInstance } from 'chalk';
import { messageOf, StreamkitError } from '../shared/errors.js';
import type { Report } from '../shared/events.js';
import { interruptRequestsBy } from '../shared/interruption.js';
import { systemError } from '../shared/system-error.js';
import { errorJson, errorText } from '../render/error.js';
import { printableText } from '../render/printable.js';
import { plainReporter, type Reporter } from '../render/reporter.js';
import { fitTables } from '../render/table.js';
import { themeFor } from '../render/theme.js';
import { suggest, suggestionText, type Suggestion } from '../shared/suggestion.js';
import { contextFlags } from './context-flags.js';
import type { CommandAtContext } from './open-for-command.js';
import { openSession, type Session, type SessionOptions } from '../stack/session.js';

type BaseFlags = Omit<Interfaces.InferredFlags<(typeof BaseCommand)['baseFlags']>, 'json'>;

/** The base of all commands: common flags, one session, Ctrl-C, and errors as text or JSON with their exit code. */
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

  /** Tests replace it to inject an engine. */
  static opener: (options: SessionOptions) => Promise<Session> = openSession;

  protected theme: ChalkInstance = themeFor(false);
  private readonly interrupt = new AbortController();
  private reporter: Reporter | undefined;
  private debugging = false;
  /** The parsed flags. */
  private given: Record<string, unknown> = {};

  protected get signal(): AbortSignal {
    return this.interrupt.signal;
  }

  /** What names and answers of others hold reaches a terminal as text, not as commands to it; a file gets it as it is. */
  override log(message = '', ...more: unknown[]): void {
    super.log(process.stdout.isTTY ? printableText(message) : message, ...more);
  }

  /** Whether output goes to a terminal and nothing requests plain lines. */
  protected interactive(flags: BaseFlags): boolean {
    return process.stdout.isTTY && !flags.plain && !this.jsonEnabled() && (process.env['CI'] ?? '') === '';
  }

  /** A suggestion as one line, including the context flags of this command, such as --stack. */
  protected suggestion(suggestion: Suggestion): string {
    return suggestionText(suggestion, contextFlags(this.config, this.given));
  }

  protected override async parse<
    F extends Interfaces.OutputFlags<Interfaces.FlagInput>,
    B extends Interfaces.OutputFlags<Interfaces.FlagInput>,
    A extends Interfaces.OutputArgs<Interfaces.ArgInput>,
  >(input?: Interfaces.Input<F, B, A>, argv?: string[]): Promise<Interfaces.ParserOutput<F, B, A>> {
    // oclif takes a missing argument from stdin: in a script that bash reads from a pipe, the rest of the script.
    for (const arg of Object.values(input?.args ?? {}) as Interfaces.Arg<unknown>[]) arg.ignoreStdin = true;
    const parsed = await super.parse(input, argv);
    this.given = parsed.flags;
    this.debugging = this.given['debug'] === true;
    return { ...parsed, argv: asTyped(parsed) };
  }

  /** Opens the session of the command's stack. */
  protected async open(
    flags: BaseFlags,
    {
      writes = true,
      ...options
    }: { writes?: boolean } & Pick<
      SessionOptions,
      'engine' | 'kafkaMode' | 'secure' | 'relay' | 'scale' | 'evenDamaged' | 'ignoresProject' | 'prospect'
    > = {},
  ): Promise<Session> {
    const mayColor = flags.color && !flags.plain && (process.env['NO_COLOR'] ?? '') === '';
    this.theme = themeFor(mayColor && process.stdout.isTTY);
    const { report } = await this.openReporter(flags);
    const { openForCommand } = await import('./open-for-command.js');
    return openForCommand(BaseCommand.opener, this.commandAt(flags, writes), {
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

  /** What a context needs to know of this command. */
  private commandAt(flags: BaseFlags, writes: boolean): CommandAtContext {
    // A command without flags of its own has none, whatever oclif's type says.
    const own = this.ctor.flags as Interfaces.FlagInput | undefined;
    const { context: flag, 'allow-write': allowWrite, yes } = this.given;
    const canWrite = own?.['allow-write'] !== undefined && writes;
    return {
      name: (this.id ?? '').replaceAll(':', ' '),
      accepts: own?.['context'] !== undefined,
      writes: canWrite,
      destroys: canWrite && own['yes'] !== undefined,
      allowWrite: allowWrite === true,
      yes: yes === true,
      canAsk: this.interactive(flags) && process.stdin.isTTY,
      flag: typeof flag === 'string' ? flag : undefined,
      stackGiven: flags.stack !== undefined,
      onContext: (text) => {
        if (!this.jsonEnabled()) this.logToStderr(text);
      },
    };
  }

  /** Opens the same stack again and again, as it is then, with a report and a signal of the caller's. */
  protected opener(flags: BaseFlags): (report: Report, signal: AbortSignal) => Promise<Session> {
    return async (report, signal) =>
      BaseCommand.opener({
        cwd: process.cwd(),
        environment: process.env,
        stack: flags.stack,
        report,
        signal,
      });
  }

  /** Serves the console of a stack until Ctrl-C; prints its address when it listens. */
  protected async serveConsole(
    stack: string,
    flags: BaseFlags,
    {
      port,
      readOnly = false,
      browse = true,
    }: { port?: number | undefined; readOnly?: boolean; browse?: boolean } = {},
  ): Promise<void> {
    const { runConsole } = await import('./run-console.js');
    await runConsole({
      stack,
      port,
      readOnly,
      browse: browse && this.interactive(flags),
      open: this.opener(flags),
      signal: this.signal,
      onAddress: async (address) => {
        const { consoleGreeting } = await import('../render/console.js');
        if (this.jsonEnabled()) process.stdout.write(`${JSON.stringify(address)}\n`);
        else this.log(consoleGreeting(address, this.theme));
      },
    });
  }

  /** One reporter per command, even if it opens several stacks. */
  private async openReporter(flags: BaseFlags): Promise<Reporter> {
    if (this.reporter) return this.reporter;
    interruptRequestsBy(this.signal);
    // Kept until the end: without a listener of ours, execa ends the program at once on a signal.
    process.on('SIGINT', this.stop).on('SIGTERM', this.stop);
    if (this.interactive(flags)) {
      fitTables(process.stdout.columns);
      const { liveReporter } = await import('../render/live-reporter.js');
      return (this.reporter = liveReporter(process.stdout, this.theme));
    }
    const stream = this.jsonEnabled() ? process.stderr : process.stdout;
    return (this.reporter = plainReporter((text) => stream.write(text), this.theme));
  }

  /** For a command that forwards signals to a child process, which decides when to end. */
  protected handOverSignals(): void {
    this.signal.throwIfAborted();
    process.off('SIGINT', this.stop).off('SIGTERM', this.stop);
  }

  /** The first signal stops work in order; the second one exits at once. */
  private readonly stop = () => {
    if (this.signal.aborted) process.exit(130);
    this.interrupt.abort(new StreamkitError('INTERRUPTED', 'Interrupted.'));
  };

  protected override async finally(error: Error | undefined): Promise<void> {
    process.off('SIGINT', this.stop).off('SIGTERM', this.stop);
    this.reporter?.close();
    // A command that follows until Ctrl-C ends without an error, but was interrupted nevertheless.
    if (error === undefined && this.signal.aborted) process.exitCode = 130;
    await super.finally(error);
  }

  /** An error of a command that goes on, as text. */
  protected errorText(error: StreamkitError): string {
    return errorText(error, this.theme, contextFlags(this.config, this.given));
  }

  protected override async catch(error: Error & { exitCode?: number }): Promise<unknown> {
    this.reporter?.close();
    const known = this.asStreamkitError(error);
    if (this.jsonEnabled()) this.logJson(errorJson(known, contextFlags(this.config, this.given)));
    else this.logToStderr(this.errorText(known));
    if (this.debugging)
      this.logToStderr(String(known.cause instanceof Error ? known.cause.stack : error.stack));
    process.exitCode = known.exitCode;
    return undefined;
  }

  private asStreamkitError(error: Error): StreamkitError {
    if (error instanceof StreamkitError) return error;
    if (this.signal.aborted) return new StreamkitError('INTERRUPTED', 'Interrupted.', { cause: error });
    // oclif's parser errors have exit code 2: the command line is not valid.
    if ('oclif' in error && (error.oclif as { exit?: number }).exit === 2) {
      return new StreamkitError('USAGE', messageOf(error).split('\nSee more help')[0] ?? '', {
        suggestions: [suggest('See all flags and examples', ...(this.id ?? '').split(':'), '--help')],
        cause: error,
      });
    }
    const refused = systemError(error);
    if (refused) return refused;
    return new StreamkitError('INTERNAL', `A bug in streamkit: ${messageOf(error)}`, {
      suggestions: ['Run the command again with --debug and report what it prints.'],
      cause: error,
    });
  }
}

/**
 * The arguments in the order in which they were typed. oclif sorts them by where each value occurs first: of `a b a` it makes
 * `a a b`. Defaults, which nobody typed, are left to it.
 */
function asTyped({ argv, raw }: Pick<Interfaces.ParserOutput, 'argv' | 'raw'>): unknown[] {
  const typed = raw.flatMap((token) => (token.type === 'arg' ? [token.input] : []));
  return typed.length === argv.length ? typed : argv;
}
