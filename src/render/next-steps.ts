import type { ChalkInstance } from 'chalk';
import type { StackStatus } from '../stack/status.js';

/** What to type next on a stack that has just come up. */
export function nextSteps({ stack, services }: StackStatus, theme: ChalkInstance): string {
  const suffix = stack === 'default' ? '' : ` --stack ${stack}`;
  const commands = [
    ...(services.some(({ name }) => name === 'kafka')
      ? [
          `streamkit topic create my-first-topic --partitions 3${suffix}`,
          `streamkit consume my-first-topic${suffix}`,
        ]
      : []),
    `streamkit down${suffix}`,
  ];
  return `\nNext:\n${commands.map((command) => `  ${theme.cyan(command)}`).join('\n')}`;
}
