import type { ChalkInstance } from 'chalk';
import type { ConsoleAddress } from '../console/server/console.js';

export function consoleGreeting({ stack, readOnly, url }: ConsoleAddress, theme: ChalkInstance): string {
  const how = readOnly ? ', read-only' : '';
  return [
    `Console of the stack ${stack}${how}: ${theme.cyan(url)}`,
    theme.dim('Press Ctrl-C to end it.'),
  ].join('\n');
}
