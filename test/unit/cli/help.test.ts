import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Command } from '@oclif/core';
import { expect, test } from 'vitest';
import pjson from '../../../package.json' with { type: 'json' };
import { overview } from '../../../src/cli/overview.js';

const folder = join(import.meta.dirname, '../../../src/commands');
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));
const commands = await Promise.all(
  files.map(async (file) => {
    const { default: command } = (await import(file)) as { default: Command.Class };
    const id = relative(folder, file).replace(/\.ts$/, '').replaceAll('/', ':');
    return Object.assign(command, { id });
  }),
);

// A shell runs the hidden one.
const shown = commands.filter(({ hidden }) => !hidden);

test('the overview shows each first word once, on one screen of 80 columns', () => {
  const lines = overview(pjson.description, commands, pjson.oclif.topics).split('\n');
  const words = lines.flatMap(
    (line) => /^(?:[A-Z]+ +| {5,})([a-z]+(?:, [a-z]+)*) {2,}\S/.exec(line)?.[1]?.split(', ') ?? [],
  );
  const expected = new Set(shown.map(({ id }) => id.split(':')[0]));
  expect(words.toSorted()).toEqual([...expected].toSorted());
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  expect(lines.length).toBeLessThanOrEqual(46);
});

test("README's table names each first word once", () => {
  const rows = readFileSync(join(folder, '../../README.md'), 'utf8')
    .split('\n| group | commands |\n')[1]
    ?.split('\n\n')[0];
  const named = [...(rows ?? '').matchAll(/`([a-z]+)(?: [a-z]+)?`/g)].map(([, word]) => word);
  const expected = new Set(shown.map(({ id }) => id.split(':')[0]));
  expect(named.toSorted()).toEqual([...expected].toSorted());
});

test('a command that no list names appears in the group that its class names', () => {
  const text = overview('', [{ id: 'new', summary: 'Do something', group: 'data' }], {});
  expect(text).toMatch(/^DATA +new +Do something$/m);
});

test('summaries are imperative sentences without a full stop', () => {
  const texts = [
    ...commands.map(({ id, summary }) => ({ id, text: summary ?? '' })),
    ...Object.entries(pjson.oclif.topics).map(([id, { description }]) => ({ id, text: description })),
  ];
  expect(texts.filter(({ text }) => !/^[A-Z][a-z]+,? \S.*[^.]$/.test(text))).toEqual([]);
});

test('every topic has a description', () => {
  const topics = new Set(
    commands.map(({ id }) => id).flatMap((id) => (id.includes(':') ? (id.split(':')[0] ?? []) : [])),
  );
  const own = new Set(commands.map(({ id }) => id));
  expect([...topics].filter((topic) => !own.has(topic) && !(topic in pjson.oclif.topics))).toEqual([]);
});

test('descriptions are sentences and do not repeat the summary', () => {
  const wrong = commands.filter(
    ({ summary, description }) =>
      description !== undefined &&
      (!/^[A-Z][\s\S]*[.]$/.test(description) || description.includes(`${summary ?? ''}.`)),
  );
  expect(wrong.map(({ id }) => id)).toEqual([]);
});

test('a flag that can be repeated takes one value each time: what follows is an argument', () => {
  const greedy = commands.flatMap(({ id, flags, baseFlags }) =>
    Object.entries({ ...baseFlags, ...flags })
      .filter(([, flag]) => flag.type === 'option' && flag.multiple && !flag.multipleNonGreedy)
      .map(([name]) => `${id} --${name}`),
  );
  expect(greedy).toEqual([]);
});
