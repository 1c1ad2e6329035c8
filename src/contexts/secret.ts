import { readFile } from 'node:fs/promises';
import { messageOf, StreamkitError } from '../shared/errors.js';
import type { Secret } from './types.js';

/**
 * A password or token, without the line end of its source.
 * @param what it is, for errors: "the password of alice"
 * @throws StreamkitError SIGN_IN_FAILED
 */
export async function secretValue(secret: Secret, what: string): Promise<string> {
  if (typeof secret === 'string') return secret;
  if ('environment' in secret) {
    const value = process.env[secret.environment];
    if (value !== undefined && value !== '') return value;
    throw missing(what, `the environment variable ${secret.environment} is not set`);
  }
  if ('file' in secret) {
    try {
      return (await readFile(secret.file, 'utf8')).replace(/\r?\n$/, '');
    } catch (error) {
      throw missing(what, messageOf(error), error);
    }
  }
  return printedBy(secret.command, what);
}

/** The command's output is a secret: it is in no message. Its own messages go to the terminal. */
async function printedBy([file = '', ...args]: string[], what: string): Promise<string> {
  const { execa } = await import('execa');
  const { exitCode, stdout, code } = await execa(file, args, {
    stdin: 'inherit',
    stderr: 'inherit',
    reject: false,
    timeout: 60_000,
  });
  if (exitCode !== 0) throw missing(what, `${file} ended with ${exitCode ?? code ?? 'an error'}`);
  if (stdout === '') throw missing(what, `${file} printed nothing`);
  return tokenIn(stdout);
}

/** Token scripts print `{"token": …}`; password commands the password alone. */
function tokenIn(text: string): string {
  if (!text.trimStart().startsWith('{')) return text;
  try {
    const { token } = JSON.parse(text) as { token?: unknown };
    return typeof token === 'string' ? token : text;
  } catch {
    return text;
  }
}

function missing(what: string, why: string, cause?: unknown): StreamkitError {
  return new StreamkitError('SIGN_IN_FAILED', `Cannot read ${what}: ${why}.`, { cause });
}
