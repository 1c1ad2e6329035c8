import * as z from 'zod/mini';

const nouns: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  null: 'empty',
  array: 'a list',
  object: 'a mapping of settings',
  record: 'a mapping of names to settings',
};

const shownLength = 40;

/** From now on the messages of all schemas are ours: what follows the name of a setting, such as `must be a list, not text`. */
export function speakPlainly(): void {
  z.config({ localeError: (issue) => wordsOf(issue) });
}

/** What is wrong with a value. Pure. */
export function wordsOf(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined && issue.code !== 'unrecognized_keys') return 'is missing';
  const not = `, not ${shown(issue.input)}`;
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${nounOf(issue.expected)}${not}`;
    case 'invalid_union':
      return `must be ${listed([...new Set(issue.errors.flatMap(([first]) => (first ? alternative(first) : [])))])}${not}`;
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}${not}`;
    case 'too_small':
      return `must ${limit(issue.origin, 'at least', Number(issue.minimum) + (issue.inclusive === false ? 1 : 0))}${sizeOf(issue)}`;
    case 'too_big':
      return `must ${limit(issue.origin, 'at most', Number(issue.maximum) - (issue.inclusive === false ? 1 : 0))}${sizeOf(issue)}`;
    case 'invalid_format':
      return `must be ${issue.format}${not}`;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}${not}`;
    case 'unrecognized_keys':
      return `has unknown settings: ${issue.keys.join(', ')}`;
    case 'invalid_key':
      return 'has a name that is not valid';
    default:
      return `is not valid`;
  }
}

function nounOf(expected: string): string {
  return nouns[expected] ?? expected;
}

/** What one alternative of a union accepts. */
function alternative(issue: z.core.$ZodIssue): string[] {
  if (issue.path.length > 0) return [];
  if (issue.code === 'invalid_type') return [nounOf(issue.expected)];
  return issue.code === 'invalid_value' ? issue.values.map(String) : [];
}

function limit(origin: string, which: string, bound: number): string {
  return ['array', 'string', 'set', 'map'].includes(origin)
    ? `have ${which} ${bound} ${origin === 'string' ? 'characters' : bound === 1 ? 'element' : 'elements'}`
    : `be ${which} ${bound}`;
}

/** The number itself; how long a list is, everyone sees. */
function sizeOf({ input }: { input?: unknown }): string {
  return typeof input === 'number' ? `, not ${input}` : '';
}

function shown(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  const text = JSON.stringify(value);
  return text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
}

function listed(nouns: string[]): string {
  const last = nouns.at(-1) ?? 'something else';
  return nouns.length < 2 ? last : `${nouns.slice(0, -1).join(', ')} or ${last}`;
}
