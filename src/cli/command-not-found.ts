import type { Hook } from '@oclif/core';
import { closest } from '../shared/closest.js';
import { StreamkitError } from '../shared/errors.js';
import { errorJson, errorText } from '../render/error.js';
import { suggest } from '../shared/suggestion.js';
import { themeFor } from '../render/theme.js';

/** Reports an unknown command with the closest known ones; exit code 2. */
const hook: Hook.CommandNotFound = async function ({ id, config, argv }) {
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
  if (argv?.includes('--json') === true)
    process.stdout.write(`${JSON.stringify(errorJson(error), undefined, 2)}\n`);
  else process.stderr.write(`${errorText(error, themeFor(process.stderr.isTTY))}\n`);
  process.exit(error.exitCode);
};

export default hook;
