// Prints line N of the README's first code block, so that CI runs the very commands that newcomers paste.
import { readFileSync } from 'node:fs';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const [, block = ''] = /```sh\n([\s\S]*?)```/.exec(readme) ?? [];
const line = block.trim().split('\n')[Number(process.argv[2]) - 1];
if (!line) throw new Error(`README.md has no command ${process.argv[2]}`);
console.log(line);
