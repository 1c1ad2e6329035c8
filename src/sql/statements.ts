import type { Dialect } from './dialect.js';
import { dialects, type Scanner } from './dialect.js';

export interface Statements {
  /** Whole statements, without their delimiter; none is empty. */
  statements: string[];
  /** What follows the last delimiter: an unfinished statement, or the last one of a text that leaves it out. */
  rest: string;
  /** The delimiter in force at the end: `;`, unless the text has changed it (MySQL's DELIMITER). */
  delimiter: string;
}

/** Splits SQL text at the delimiters that are not in a string, a quoted name, a comment or a function body. Pure. */
export function splitStatements(text: string, dialect: Dialect, delimiter = ';'): Statements {
  const scanner = dialects[dialect];
  const statements: string[] = [];
  let start = 0;
  let at = 0;
  let blank = true;
  const finish = (end: number, next: number) => {
    if (!blank) statements.push(text.slice(start, end).trim());
    start = at = next;
    blank = true;
  };
  while (at < text.length) {
    const change = scanner.delimiterCommand && blank ? scanner.delimiterCommand(text, at) : undefined;
    if (change) {
      delimiter = change.delimiter;
      finish(at, change.end);
    } else if (text.startsWith(delimiter, at)) {
      finish(at, at + delimiter.length);
    } else {
      const token = tokenAt(scanner, text, at);
      blank &&= token.blank;
      at = token.end;
    }
  }
  const rest = text.slice(start).trim();
  return { statements, rest: blank ? '' : rest, delimiter };
}

/** All statements of a text, the last one with or without its delimiter. */
export function allStatements(text: string, dialect: Dialect): string[] {
  const { statements, rest } = splitStatements(text, dialect);
  return rest === '' ? statements : [...statements, rest];
}

function tokenAt(scanner: Scanner, text: string, at: number): { end: number; blank: boolean } {
  const comment = scanner.commentEnd(text, at);
  if (comment !== undefined) return { end: comment, blank: !scanner.isExecutable(text, at) };
  const quoted = scanner.quotedEnd(text, at);
  if (quoted !== undefined) return { end: quoted, blank: false };
  return { end: at + 1, blank: /\s/.test(text.charAt(at)) };
}
