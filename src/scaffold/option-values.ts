import { didYouMean } from '../shared/closest.js';
import { StreamkitError } from '../shared/errors.js';
import type { Template, TemplateOption } from './template.js';

interface Kind {
  fits: (value: string) => boolean;
  /** What fits, in words. */
  rule: string;
}

const javaWords = new Set(
  `abstract assert boolean break byte case catch char class const continue default do double else enum extends false
  final finally float for goto if implements import instanceof int interface long native new null package private
  protected public return short static strictfp super switch synchronized this throw throws transient true try void
  volatile while _`.split(/\s+/),
);

/** What each kind of option takes: nothing that could end a string, a line or a path in the files that it goes into. */
const kinds: Record<TemplateOption['kind'], Kind> = {
  'java-package': {
    fits: (value) => value.split('.').every((part) => /^[A-Za-z_]\w*$/.test(part) && !javaWords.has(part)),
    rule: 'Java names with dots between them, such as com.example.orders',
  },
  artifact: {
    fits: (value) => /^[A-Za-z0-9][\w.-]{0,99}$/.test(value),
    rule: 'letters, digits, "-", "_" and "."',
  },
  name: { fits: (value) => /^[A-Za-z0-9][\w-]{0,99}$/.test(value), rule: 'letters, digits, "-" and "_"' },
  topic: {
    fits: (value) => /^[A-Za-z0-9._-]{1,249}$/.test(value) && value !== '.' && value !== '..',
    rule: 'a Kafka name: up to 249 letters, digits, ".", "_" and "-"',
  },
  'sql-identifier': {
    fits: (value) => /^[A-Za-z_]\w{0,63}$/.test(value),
    rule: 'up to 64 letters, digits and "_", not starting with a digit',
  },
  path: {
    fits: (value) => /^\/[\w./ =-]*$/.test(value) && !value.split('/').includes('..'),
    rule: 'an absolute path of letters, digits, " ", "-", "_", "=", "." and "/", without ".."',
  },
  char: {
    fits: (value) => /^[!#$%&()*+,./:;<=>?@[\]^_`{|}~-]$/.test(value),
    rule: 'one printable character other than a letter, digit, quote or backslash',
  },
  line: {
    fits: (value) => /^[^\p{C}\\"'`{}]{1,500}$/u.test(value),
    rule: 'one line without quotes, braces or backslashes',
  },
};

/**
 * The values of all of a template's options: given or default, checked, and those that derive from them. Pure.
 * @throws StreamkitError USAGE naming the option and what it takes
 */
export function optionValues(template: Template, given: Record<string, string>): Record<string, string> {
  refuseUnknown(template, Object.keys(given));
  const values = Object.fromEntries(
    template.options.map((option) => [option.name, checked(option, given[option.name] ?? option.default)]),
  );
  return values['package'] === undefined
    ? values
    : { ...values, packagePath: values['package'].replaceAll('.', '/') };
}

/** Why a value does not fit its option, or undefined when it does. */
export function objection({ kind }: TemplateOption, value: string): string | undefined {
  return kinds[kind].fits(value) ? undefined : `It takes ${kinds[kind].rule}.`;
}

function checked(option: TemplateOption, value: string): string {
  const wrong = objection(option, value);
  if (wrong === undefined) return value;
  throw new StreamkitError('USAGE', `${option.name} cannot be "${value}".`, { suggestions: [wrong] });
}

function refuseUnknown({ name, options }: Template, given: string[]): void {
  const known = options.map((option) => option.name);
  const unknown = given.find((option) => !known.includes(option));
  if (unknown === undefined) return;
  throw new StreamkitError('USAGE', `The template ${name} has no option named "${unknown}".`, {
    suggestions: didYouMean(unknown, known, 'Options'),
  });
}
