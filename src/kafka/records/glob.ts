/**
 * Whether a whole text fits a pattern in which `*` stands for anything and `?` for one character. Pure.
 * The parts between the stars are searched from left to right, each at its first place: a later place could not do better, so
 * the time is at most the product of the lengths.
 */
export function glob(pattern: string): (text: string) => boolean {
  const parts = pattern.split('*');
  const first = partOf(parts[0] ?? '');
  if (parts.length === 1) return (text) => first.at(text, 0) === text.length;
  const last = partOf(parts.at(-1) ?? '');
  const between = parts.slice(1, -1).map(partOf);
  return (text) => {
    let end = first.at(text, 0);
    for (const part of between) {
      if (end === -1) return false;
      end = part.after(text, end);
    }
    if (end === -1) return false;
    const start = last.startAtEnd(text);
    return start >= end;
  };
}

/** A part without stars. All answers are offsets in the text, or -1. */
interface Part {
  /** The end of the part when it stands at this offset. */
  at: (text: string, offset: number) => number;
  /** The end of its first occurrence from this offset on. */
  after: (text: string, offset: number) => number;
  /** Its start when the text ends with it. */
  startAtEnd: (text: string) => number;
}

function partOf(part: string): Part {
  return part.includes('?') ? withAnyCharacter(part) : literal(part);
}

function literal(part: string): Part {
  return {
    at: (text, offset) => (text.startsWith(part, offset) ? offset + part.length : -1),
    after: (text, offset) => {
      const start = text.indexOf(part, offset);
      return start === -1 ? -1 : start + part.length;
    },
    startAtEnd: (text) => (text.endsWith(part) ? text.length - part.length : -1),
  };
}

/** `?` stands for a whole character, also for one that UTF-16 writes as two. */
function withAnyCharacter(part: string): Part {
  const source = part.replaceAll(/[\\^$.*+()[\]{}|/]/g, String.raw`\$&`).replaceAll('?', '.');
  const anywhere = new RegExp(source, 'gsu');
  const here = new RegExp(source, 'ysu');
  const atEnd = new RegExp(`${source}$`, 'su');
  const endOf = (expression: RegExp, text: string, offset: number) => {
    expression.lastIndex = offset;
    return expression.test(text) ? expression.lastIndex : -1;
  };
  return {
    at: (text, offset) => endOf(here, text, offset),
    after: (text, offset) => endOf(anywhere, text, offset),
    startAtEnd: (text) => text.search(atEnd),
  };
}
