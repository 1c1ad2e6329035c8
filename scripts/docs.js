// Writes docs/commands.md: usage, flags, examples and the typed JSON result of every command, all from the sources.
// With --check it writes nothing, and fails when the file is not what it would be. Run with `node --import tsx`.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';
import { resultTypes } from './result-types.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const commandsDir = join(root, 'src/commands');
const target = join(root, 'docs/commands.md');

const files = readdirSync(commandsDir, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();
const typesOf = resultTypes(ts, root);
const { exitCodes } = await import(pathToFileURL(join(root, 'src/shared/errors.ts')).href);
const { BaseCommand } = await import(pathToFileURL(join(root, 'src/cli/base-command.ts')).href);

const sections = [];
for (const file of files) {
  const { default: command } = await import(pathToFileURL(file).href);
  const name = relative(commandsDir, file).replace(/\.ts$/, '').replaceAll('/', ' ');
  sections.push({ name, text: section(name, command, typesOf(file)) });
}

const text = `<!-- Written by \`npm run docs\` from src/commands; do not edit. -->
# Commands

${sections.map(({ name }) => `[\`${name}\`](#streamkit-${name.replaceAll(' ', '-')})`).join(' · ')}

## Flags of every command

${flagTable(BaseCommand.baseFlags)}

## Errors

With \`--json\` an error is an object on standard output, with the same exit code as without:

\`\`\`ts
interface Failure {
  error: {
    code: ${Object.keys(exitCodes)
      .map((code) => `'${code}'`)
      .join(' | ')};
    message: string;
    /** The service it happened to. */
    service?: string;
    /** Lines that show why, such as the last ones of a log. */
    evidence?: string[];
    /** What to do next, most useful first. */
    suggestions: { why: string; command?: string }[];
  };
}
\`\`\`

| exit code | error codes |
|---|---|
${exitCodeRows()}

${sections.map(({ text }) => text).join('\n')}`;

if (process.argv.includes('--check')) {
  if (read(target) !== text) {
    console.error('docs/commands.md is not what the commands say. Run: npm run docs');
    process.exitCode = 1;
  }
} else writeFileSync(target, text);

function section(name, command, types) {
  const args = Object.entries(command.args ?? {}).map(([arg, { required }], index, all) => {
    const word = `${arg.toUpperCase()}${command.strict === false && index === all.length - 1 ? '…' : ''}`;
    return required ? word : `[${word}]`;
  });
  const usage = ['streamkit', name, ...args, Object.keys(command.flags ?? {}).length > 0 ? '[FLAGS]' : '']
    .filter(Boolean)
    .join(' ');
  const aliases = (command.hiddenAliases ?? []).map((alias) => ` Also \`streamkit ${alias}\`.`).join('');
  return `## streamkit ${name}

${sentence(command.summary)}${aliases}${command.description ? ` ${command.description}` : ''}

\`\`\`console
$ ${usage}
\`\`\`

${flagTable({ ...argumentRows(command.args), ...(command.flags ?? {}) })}
${(command.examples ?? []).length > 0 ? `\`\`\`sh\n${command.examples.map((one) => one.replaceAll('<%= config.bin %>', 'streamkit')).join('\n')}\n\`\`\`\n` : ''}
${types === undefined || command.enableJsonFlag === false ? 'No `--json`: standard output is the command’s own.' : `\`--json\`:\n\n\`\`\`ts\n${types}\n\`\`\``}
`;
}

function argumentRows(args = {}) {
  return Object.fromEntries(Object.entries(args).map(([name, arg]) => [`\0${name}`, arg]));
}

function flagTable(flags) {
  const rows = Object.entries(flags)
    .filter(([, { hidden }]) => !hidden)
    .map(([name, flag]) => `| ${flagName(name, flag)} | ${cell(flag)} |`);
  return rows.length === 0 ? '' : `| | |\n|---|---|\n${rows.join('\n')}\n`;
}

function flagName(name, flag) {
  if (name.startsWith('\0')) return `\`${name.slice(1).toUpperCase()}\``;
  const value =
    flag.type === 'option' ? ` ${flag.helpValue ?? (flag.options ? flag.options.join('\\|') : 'VALUE')}` : '';
  const negated = flag.allowNo ? `--[no-]${name}` : `--${name}`;
  return `\`${flag.char ? `-${flag.char}, ` : ''}${negated}${value}\``;
}

function cell({ description = '', default: preset, options, type }) {
  const shown =
    preset !== undefined && preset !== true && preset !== false ? ` (default: \`${preset}\`)` : '';
  const choices = options && type !== 'option' ? `: ${options.join(', ')}` : '';
  return `${description}${choices}${shown}`.replaceAll('|', '\\|');
}

function sentence(text = '') {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function exitCodeRows() {
  const byExit = new Map();
  for (const [code, exit] of Object.entries(exitCodes)) byExit.set(exit, [...(byExit.get(exit) ?? []), code]);
  return [...byExit].map(([exit, codes]) => `| ${exit} | ${codes.join(', ')} |`).join('\n');
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
