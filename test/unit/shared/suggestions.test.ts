import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { errorCodes, explain } from '../../../src/shared/error-catalogue.js';

const src = join(import.meta.dirname, '../../../src');

const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => relative(src, join(entry.parentPath, entry.name)));

/** Texts that name commands without suggesting one: descriptions, generated code, report titles, and the error catalogue. */
const described =
  /\.md$|completion\/|console\/page\/|error-catalogue\.ts$|overview\.ts$|junit\.ts$|project-file\.ts$|export\/readme\.ts$|job-summary\.ts$/;

test('commands are suggested with suggest(), so that --stack and quoting are right', () => {
  const names = readdirSync(join(src, 'commands')).map((name) => name.replace(/\.ts$/, ''));
  const literal = new RegExp(`(['"\`])[^'"\`\\n]*\\bstreamkit (${names.join('|')})\\b`);
  const wrong = files
    .filter((file) => !described.test(file))
    .flatMap((file) =>
      readFileSync(join(src, file), 'utf8')
        .replace(/static override (description|examples) =[^]*?;\n/g, '')
        .split('\n')
        .filter((line) => literal.test(line) && !/^\s*(\/\/|\*|\/\*)/.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
  expect(wrong).toEqual([]);
});

test('the error catalogue names commands that exist', () => {
  const texts = errorCodes.flatMap((code) => Object.values(explain(code)).flat().map(String));
  const commands = texts.flatMap((text) => [...text.matchAll(/`streamkit ([a-z]+)(?: ([a-z]+))?/g)]);
  const missing = commands.filter(
    ([, first = '', second]) =>
      !existsSync(join(src, 'commands', `${first}.ts`)) &&
      !existsSync(join(src, 'commands', first, `${second ?? ''}.ts`)),
  );
  expect(missing.map(([text]) => text)).toEqual([]);
});
