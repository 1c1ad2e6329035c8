/** A complete command, and what it does. */
export interface CommandSuggestion {
  /** A phrase that a colon can follow: `Start it`. */
  why: string;
  /** The program and its arguments, unquoted. */
  command: string[];
}

/** What the user can do next: a command, or advice in one complete sentence. */
export type Suggestion = string | CommandSuggestion;

/**
 * Suggests a streamkit command. Leave out `--stack` and other context flags: those of the current command are added when
 * the suggestion is shown. Pass them only for another stack.
 */
export function suggest(why: string, ...args: string[]): CommandSuggestion {
  return { why, command: ['streamkit', ...args] };
}

/** Returns the flags of the current command, such as `--stack ci`, that a suggested command also needs. */
export type ContextFlags = (command: string[]) => string[];

/** The suggestion as one line; its command can be pasted into a shell. */
export function suggestionText(suggestion: Suggestion, contextFlags?: ContextFlags): string {
  if (typeof suggestion === 'string') return suggestion;
  return `${suggestion.why}: ${commandLine(suggestion.command, contextFlags)}`;
}

/** The typed form for `--json`. */
export function suggestionJson(
  suggestion: Suggestion,
  contextFlags?: ContextFlags,
): { why: string; command?: string } {
  if (typeof suggestion === 'string') return { why: suggestion };
  return { why: suggestion.why, command: commandLine(suggestion.command, contextFlags) };
}

function commandLine(command: string[], contextFlags: ContextFlags = () => []): string {
  const flags = command[0] === 'streamkit' ? contextFlags(command.slice(1)) : [];
  // Everything after `--` belongs to another program.
  const end = command.indexOf('--');
  const at = end < 0 ? command.length : end;
  return [...command.slice(0, at), ...flags, ...command.slice(at)].map(quoted).join(' ');
}

/** Placeholders such as NUMBER stay as they are: capitals are safe. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
