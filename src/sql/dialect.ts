/** How SQL text is read: each product has its own quotes and comments. */
export type Dialect = 'mysql' | 'hive' | 'postgres' | 'flink' | 'cassandra';

export interface Scanner {
  /** The end of the comment that starts here, if one does; an unclosed one ends with the text. */
  commentEnd: (text: string, at: number) => number | undefined;
  /** Whether the comment that starts here is run by the server, such as MySQL's version comments. */
  isExecutable: (text: string, at: number) => boolean;
  /** The end of the string, quoted name or body that starts here, if one does. */
  quotedEnd: (text: string, at: number) => number | undefined;
  /** The client's command that changes the delimiter, if one starts here. */
  delimiterCommand?: (text: string, at: number) => { delimiter: string; end: number } | undefined;
}

/** https://dev.mysql.com/doc/refman/8.4/en/comments.html: `--` is a comment only before white space. */
const mysql: Scanner = {
  commentEnd(text, at) {
    const isLine = text[at] === '#' || /^--(\s|$)/.test(text.slice(at, at + 3));
    return isLine ? lineEnd(text, at) : blockEnd(text, at);
  },
  // `/*!50003 … */`, and MariaDB's `/*M!100100 … */`.
  isExecutable: (text, at) => /^\/\*M?!/.test(text.slice(at, at + 4)),
  quotedEnd: backslashQuoted,
  delimiterCommand(text, at) {
    const before = text.slice(Math.max(0, at - 1), at);
    if (!/^[dD]/.test(text.charAt(at)) || !/^(\n|\r|)$/.test(before)) return undefined;
    const end = lineEnd(text, at);
    const delimiter = /^delimiter[ \t]+(\S+)/i.exec(text.slice(at, end))?.[1];
    return delimiter === undefined ? undefined : { delimiter, end };
  },
};

const hive: Scanner = {
  commentEnd: (text, at) => (text.startsWith('--', at) ? lineEnd(text, at) : blockEnd(text, at)),
  isExecutable: () => false,
  quotedEnd: backslashQuoted,
};

/** https://www.postgresql.org/docs/current/sql-syntax-lexical.html */
const postgres: Scanner = {
  commentEnd: (text, at) => (text.startsWith('--', at) ? lineEnd(text, at) : nestedBlockEnd(text, at)),
  isExecutable: () => false,
  quotedEnd(text, at) {
    const char = text[at];
    if (char === '"') return quoteEnd(text, at, false);
    // E'…' has backslash escapes; a standard string has none.
    if (char === "'") return quoteEnd(text, at, /(^|[^\w$])[eE]$/.test(text.slice(Math.max(0, at - 2), at)));
    if (char !== '$' || /[\w$]/.test(text.charAt(at - 1))) return undefined;
    const tag = /^\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/.exec(text.slice(at, at + 130))?.[0];
    return tag === undefined ? undefined : after(text, tag, at + tag.length);
  },
};

const flink: Scanner = {
  commentEnd: hive.commentEnd,
  isExecutable: () => false,
  quotedEnd(text, at) {
    const char = text[at];
    if (char === "'" || char === '`') return quoteEnd(text, at, false);
    // The statements of a set end at semicolons of their own.
    if (!/^(execute|begin)\s+statement\s+set\b/i.test(text.slice(at, at + 60))) return undefined;
    const end = /;\s*end\b/i.exec(text.slice(at));
    return end ? at + end.index + end[0].length : text.length;
  },
};

/** https://cassandra.apache.org/doc/5.0/cassandra/developing/cql/definitions.html */
const cassandra: Scanner = {
  commentEnd: (text, at) =>
    /^(--|\/\/)/.test(text.slice(at, at + 2)) ? lineEnd(text, at) : blockEnd(text, at),
  isExecutable: () => false,
  quotedEnd(text, at) {
    const char = text[at];
    if (char === "'" || char === '"') return quoteEnd(text, at, false);
    if (text.startsWith('$$', at)) return after(text, '$$', at + 2);
    return /^b$/i.test(char ?? '') && !/\w/.test(text.charAt(at - 1)) ? batchEnd(text, at) : undefined;
  },
};

export const dialects: Record<Dialect, Scanner> = { mysql, hive, postgres, flink, cassandra };

/** The statements of a batch, each with a semicolon, are one statement; one that is not applied does not end. */
function batchEnd(text: string, at: number): number | undefined {
  if (!/^begin\s+(unlogged\s+|counter\s+)?batch\b/i.test(text.slice(at, at + 100))) return undefined;
  const apply = /\bapply\s+batch\b/gi;
  apply.lastIndex = at;
  return apply.test(text) ? apply.lastIndex : text.length;
}

function backslashQuoted(text: string, at: number): number | undefined {
  const char = text[at];
  if (char === "'" || char === '"') return quoteEnd(text, at, true);
  return char === '`' ? quoteEnd(text, at, false) : undefined;
}

/** A doubled quote reads as the end and a new start, which leads to the same end. No regular expression: strings of megabytes. */
function quoteEnd(text: string, at: number, escapes: boolean): number {
  const quote = text[at];
  for (let i = at + 1; i < text.length; i++) {
    if (escapes && text[i] === '\\') i++;
    else if (text[i] === quote) return i + 1;
  }
  return text.length;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function blockEnd(text: string, at: number): number | undefined {
  return text.startsWith('/*', at) ? after(text, '*/', at + 2) : undefined;
}

function nestedBlockEnd(text: string, at: number): number | undefined {
  if (!text.startsWith('/*', at)) return undefined;
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    if (text.startsWith('/*', i)) depth++;
    else if (text.startsWith('*/', i)) depth--;
    else continue;
    i++;
    if (depth === 0) return i + 1;
  }
  return text.length;
}

function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at < 0 ? text.length : at + end.length;
}
