/** A piece of SQL text: a quoted string or name, a comment (each closed, or up to the end), or a semicolon that ends a statement. */
const tokens =
  /'(?:[^'\\]|\\[^]|'')*(?:'|$)|"(?:[^"\\]|\\[^]|"")*(?:"|$)|`[^`]*(?:`|$)|--[ \t][^\n]*|--(?=\n|$)|\/\*[^]*?(?:\*\/|$)|(;)/g;

export interface Statements {
  /** Whole statements, without their semicolon; none is empty. */
  statements: string[];
  /** What follows the last semicolon: an unfinished statement, or the last one of a text that leaves it out. */
  rest: string;
}

/** Divides SQL text at the semicolons that are not in a string, a quoted name or a comment. Pure; knows no DELIMITER. */
export function splitStatements(text: string): Statements {
  const statements: string[] = [];
  let start = 0;
  for (const match of text.matchAll(tokens)) {
    if (match[1] === undefined) continue;
    statements.push(text.slice(start, match.index).trim());
    start = match.index + 1;
  }
  return { statements: statements.filter(says), rest: text.slice(start).trim() };
}

/** All statements of a text, the last one with or without its semicolon. */
export function allStatements(text: string): string[] {
  const { statements, rest } = splitStatements(text);
  return says(rest) ? [...statements, rest] : statements;
}

/** Whether there is more to it than comments. */
function says(statement: string): boolean {
  const bare = statement.replace(tokens, (token) => (/^(--|\/\*(?!!))/.test(token) ? '' : token));
  return bare.trim() !== '';
}
