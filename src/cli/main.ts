import type { Interfaces } from '@oclif/core';
import pjson from '../../package.json' with { type: 'json' };
import { systemCode } from '../shared/errors.js';
import { outputError } from '../shared/system-error.js';
import { commandsIn, manifestPlugin } from './manifest-plugin.js';
import { overview } from './overview.js';

/** Runs the command line. @param root the package's folder */
export async function main(root: string): Promise<void> {
  process.stdout.on('error', endWithoutOutput);
  const args = argumentsOf(process.argv.slice(2));
  const alone = args.length <= 1;
  // The most frequent questions are answered without loading oclif.
  if (alone && args[0] === '--version') {
    const { platform, arch, version } = process;
    console.log(`${pjson.name}/${pjson.version} ${platform}-${arch} node-${version}`);
    return;
  }
  if (alone && [undefined, '--help', '-h'].includes(args[0])) {
    console.log(overview(pjson.description, commandsIn(root), pjson.oclif.topics));
    return;
  }
  const { execute } = await import('@oclif/core');
  // oclif's own logger is only needed for DEBUG=oclif*, and not loaded otherwise.
  const logger = process.env['DEBUG'] === undefined ? { logger: silent('oclif') } : {};
  const plugin = manifestPlugin(root, pjson as Interfaces.PJSON);
  await execute({ args, loadOptions: { root, plugins: new Map([[plugin.name, plugin]]), ...logger } });
}

/** Registered before oclif's listener, which throws where nobody can catch it. A reader that went away is not an error. */
function endWithoutOutput(error: Error): void {
  if (systemCode(error) === 'EPIPE') return;
  const { message, code, exitCode } = outputError(error);
  process.stderr.write(`Error: ${message} [${code}]\n`);
  process.exit(exitCode);
}

/** `help topic create` is the same as `topic create --help`. */
function argumentsOf(typed: string[]): string[] {
  return typed[0] === 'help' ? [...typed.slice(1), '--help'] : typed;
}

function silent(namespace: string): Interfaces.Logger {
  const ignore = () => undefined;
  const methods = { debug: ignore, error: ignore, info: ignore, trace: ignore, warn: ignore };
  return { ...methods, namespace, child: (name) => silent(`${namespace}:${name}`) };
}
