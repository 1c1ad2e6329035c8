import type { Command } from '@oclif/core';
import type { NameKind } from './name-kinds.js';

/** What can follow on a command line, without running anything. */
export interface CompletionTree {
  /** The words that commands begin with, such as `up` and `topic`. */
  first: Word[];
  /** The second words, by the first one. */
  second: Map<string, Word[]>;
  /** By the command as it is typed, such as `topic create`. */
  commands: Map<string, CommandWords>;
}

export interface Word {
  word: string;
  summary: string;
}

export interface CommandWords {
  flags: FlagWord[];
  /** What its arguments can be, where that is known beforehand; a summary may be empty. */
  values: Word[];
  /** What its arguments name, where that is asked for when it is needed: `streamkit complete KIND`. */
  asks: NameKind | undefined;
}

export interface FlagWord extends Word {
  /** The same in one letter, such as `-f`. */
  short: string | undefined;
  takesValue: boolean;
  /** What its value can be; empty where that is not known beforehand. */
  values: string[];
  /** What its value names, where that is asked for. */
  asks: NameKind | undefined;
}

/** What the manifest keeps of a command; an alias is listed like a command of its own. */
type Known = Pick<Command.Cached, 'id' | 'summary' | 'args' | 'flags'> & { hidden?: boolean | undefined };

/**
 * Puts together what can be typed. Pure.
 * @param topics descriptions of first words that are not commands themselves
 * @param values what arguments and flags of certain names can be, beyond what the commands say of them
 */
export function completionTree(
  known: Known[],
  topics: { name: string; description?: string | undefined }[],
  values: Record<string, (string | Word)[]>,
): CompletionTree {
  const tree: CompletionTree = { first: [], second: new Map(), commands: new Map() };
  const shown = new Map(known.filter(({ hidden }) => hidden !== true).map((one) => [one.id, one])).values();
  for (const command of shown) {
    const [first = '', second] = command.id.split(':');
    const summary = command.summary ?? '';
    if (second === undefined) tree.first.push({ word: first, summary });
    else tree.second.set(first, [...(tree.second.get(first) ?? []), { word: second, summary }]);
    tree.commands.set(command.id.replaceAll(':', ' '), wordsOf(command, values));
  }
  for (const word of tree.second.keys()) {
    const summary = topics.find(({ name }) => name === word)?.description ?? '';
    if (!tree.first.some((one) => one.word === word)) tree.first.push({ word, summary });
  }
  tree.first.sort((a, b) => (a.word < b.word ? -1 : 1));
  return tree;
}

/** What arguments and flags of these names name, whatever the command. */
const askedByName: Partial<Record<string, NameKind>> = {
  topic: 'topic',
  target: 'topic',
  group: 'group',
  subject: 'subject',
  snapshot: 'snapshot',
  stack: 'stack',
  context: 'context',
};

/** What the argument `name` is the name of, by the first word of the command. */
const askedByCommand: Partial<Record<string, NameKind>> = {
  topic: 'topic',
  connector: 'connector',
  job: 'job',
  topology: 'topology',
  snapshot: 'snapshot',
  context: 'context',
};

/** Second words of commands whose argument is a new name. */
const naming = ['add', 'create', 'import', 'save', 'submit'];

function kindOf(id: string, argument: string): NameKind | undefined {
  const [first = '', second = ''] = id.split(':');
  if (argument === 'name') return naming.includes(second) ? undefined : askedByCommand[first];
  return askedByName[argument];
}

function wordsOf({ id, args, flags }: Known, values: Record<string, (string | Word)[]>): CommandWords {
  return {
    flags: Object.values(flags)
      .filter(({ hidden }) => hidden !== true)
      .flatMap((flag): FlagWord[] => {
        const summary = flag.summary ?? flag.description ?? '';
        const short = flag.char === undefined ? undefined : `-${flag.char}`;
        const takesValue = flag.type === 'option';
        const options = takesValue ? (flag.options ?? values[flag.name] ?? []) : [];
        const known = options.map((option) => asWord(option).word);
        const word = {
          word: `--${flag.name}`,
          short,
          summary,
          takesValue,
          values: known,
          asks: takesValue ? askedByName[flag.name] : undefined,
        };
        const negated = { ...word, word: `--no-${flag.name}`, short: undefined };
        return flag.type === 'boolean' && flag.allowNo ? [negated] : [word];
      }),
    values: Object.values(args)
      .flatMap((arg): readonly (string | Word)[] => arg.options ?? values[arg.name] ?? [])
      .map(asWord),
    asks: Object.keys(args)
      .map((name) => kindOf(id, name))
      .find((kind) => kind !== undefined),
  };
}

function asWord(value: string | Word): Word {
  return typeof value === 'string' ? { word: value, summary: '' } : value;
}

/** What follows flags with a value: one of a few words, as after `up --engine`, a name that is asked for, or anything. */
export function flagValues(
  tree: CompletionTree,
): { typed: string[]; values: string[]; asks: NameKind | undefined }[] {
  return [...tree.commands].flatMap(([command, { flags }]) =>
    flags
      .filter(({ takesValue }) => takesValue)
      .map(({ word, short, values, asks }) => ({
        asks,
        typed: [word, ...(short === undefined ? [] : [short])].map((flag) => `${command} ${flag}`),
        values,
      })),
  );
}

/** Text in quotes that every shell takes as it is; a quote in it becomes an apostrophe, since it is only read by people. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", '’').replaceAll('\\', '/')}'`;
}
