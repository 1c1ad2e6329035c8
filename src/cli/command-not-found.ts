import type { Hook } from '@oclif/core';
import { closest } from '../shared/closest.js';
import { StreamkitError } from '../shared/errors.js';
import { errorJson, errorText } from '../render/error.js';
import { themeFor } from '../render/theme.js';

/** What a mistyped command was probably meant to be; exit code 2. */
const hook: Hook.CommandNotFound = async function ({ id, config, argv }) {
  const typed = id.replaceAll(':', ' ');
  const known = config.commands
    .filter(({ hidden }) => !hidden)
    .map((command) => command.id.replaceAll(':', ' '));
  const error = new StreamkitError('USAGE', `There is no command "${typed}".`, {
    suggestions: [
      ...closest(typed, known).map((near) => `Did you mean streamkit ${near}?`),
      'streamkit --help shows all commands.',
    ],
  });
  if (argv?.includes('--json') === true)
    process.stdout.write(`${JSON.stringify(errorJson(error), undefined, 2)}\n`);
  else process.stderr.write(`${errorText(error, themeFor(process.stderr.isTTY))}\n`);
  process.exit(error.exitCode);
};

export default hook;
