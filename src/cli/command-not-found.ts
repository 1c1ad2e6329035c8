import type { Hook, Interfaces } from '@oclif/core';
import { closest } from '../shared/closest.js';
import { StreamkitError } from '../shared/errors.js';
import { errorJson, errorText } from '../render/error.js';
import { suggest } from '../shared/suggestion.js';
import { themeFor } from '../render/theme.js';

/**
 * Reports an unknown command with the closest known ones; exit code 2.
 * @param id as oclif separates its words, by colons
 */
export function reportUnknown(id: string, config: Interfaces.Config, argv: string[]): never {
  const typed = id.replaceAll(':', ' ');
  const known = config.commands
    .filter(({ hidden }) => !hidden)
    .map((command) => command.id.replaceAll(':', ' '));
  const words = new Set(known.flatMap((name) => [name, name.split(' ')[0] ?? name]));
  const error = new StreamkitError('USAGE', `Unknown command: ${typed}.`, {
    suggestions: [
      ...closest(typed, [...words]).map((near) => suggest('Did you mean', ...near.split(' '))),
      suggest('List all commands', '--help'),
    ],
  });
  if (argv.includes('--json')) process.stdout.write(`${JSON.stringify(errorJson(error), undefined, 2)}\n`);
  else process.stderr.write(`${errorText(error, themeFor(process.stderr.isTTY))}\n`);
  process.exit(error.exitCode);
}

const hook: Hook.CommandNotFound = async function ({ id, config, argv = [] }) {
  return Promise.resolve(reportUnknown(id, config, argv));
};

export default hook;
