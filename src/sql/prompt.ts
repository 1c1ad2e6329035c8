import { createInterface } from 'node:readline';
import { messageOf } from '../shared/errors.js';
import { collect, type SqlClient, type SqlResult } from './client.js';
import { splitStatements } from './statements.js';

export interface PromptOptions {
  name: string;
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
  show: (result: SqlResult) => string;
}

/** Reads statements from a terminal until Ctrl-D or `exit`, and shows each one's result or error. */
export async function sqlPrompt(
  client: SqlClient,
  { name, input, output, show }: PromptOptions,
): Promise<void> {
  const lines = createInterface({ input, output, prompt: `${name}> `, terminal: true });
  let unfinished = '';
  let delimiter = ';';
  const ask = () => {
    lines.setPrompt(unfinished === '' ? `${name}> ` : `${' '.repeat(name.length - 1)}-> `);
    lines.prompt();
  };
  lines.on('SIGINT', () => {
    unfinished = '';
    output.write('\n');
    ask();
  });
  ask();
  for await (const line of lines) {
    if (unfinished === '' && /^\s*(exit|quit)\s*;?\s*$/i.test(line)) break;
    const read = splitStatements(`${unfinished}${line}\n`, client.dialect, delimiter);
    const { statements, rest } = read;
    delimiter = read.delimiter;
    unfinished = rest === '' ? '' : `${rest}\n`;
    for (const statement of statements) {
      try {
        for (const result of await collect(client.run(statement))) output.write(`${show(result)}\n`);
      } catch (error) {
        output.write(`${messageOf(error)}\n`);
      }
    }
    ask();
  }
  lines.close();
}
