import { expect, test } from 'vitest';
import { errorText } from '../../../src/render/error.js';
import { printable, printableCell, printableText } from '../../../src/render/printable.js';
import { table } from '../../../src/render/table.js';
import { themeFor } from '../../../src/render/theme.js';
import { StreamkitError } from '../../../src/shared/errors.js';

/** Clears the screen, sets the title, turns the direction of text, rings. */
const hostile = 'a\u001b[2J\u001b]0;title\u0007\u202eb\u009b1A';
const harmless = 'a\\x1b[2J\\x1b]0;title\\x07\\u202eb\\x9b1A';

test('nothing in a name is a command to the terminal', () => {
  expect(printable(`${hostile}\n\t`)).toBe(`${harmless}\\n\\t`);
});

test('text keeps its lines, its tabs and its colors', () => {
  const styled = `\u001b[1mhead\u001b[22m\r\n\t${hostile}\u001b[38;5;1m.\u001b[39m`;
  expect(printableText(styled)).toBe(styled.replace(hostile, harmless));
});

test('a cell stays on its line', () => {
  expect(printableCell('\u001b[32mup\u001b[39m\n2')).toBe('\u001b[32mup\u001b[39m\\n2');
  expect(table(['group', 'lag'], [[`${hostile}\n`, '1']]).split('\n')).toEqual([
    expect.stringMatching(/^GROUP +LAG$/),
    `${harmless}\\n   1`,
  ]);
});

test('an error shows names and log lines of others as text', () => {
  const error = new StreamkitError('NOT_FOUND', `There is no group ${hostile}.`, { evidence: [hostile] });
  const text = errorText(error, themeFor(false));
  expect(text).toContain(`There is no group ${harmless}.`);
  expect(text).toContain(`| ${harmless}`);
});
