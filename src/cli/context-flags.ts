import type { Config } from '@oclif/core';
import type { ContextFlags } from '../shared/suggestion.js';

/** Flags that select a stack, cluster or engine. A suggested command needs the same ones. */
const carried = ['stack', 'engine', 'context'];

/**
 * @param given the parsed flags, by name
 * @returns those flags that a suggested command accepts and does not set itself
 */
export function contextFlags(config: Config, given: Record<string, unknown>): ContextFlags {
  return (args) => {
    const command = [3, 2, 1]
      .map((words) => config.findCommand(args.slice(0, words).join(':')))
      .find((found) => found !== undefined);
    if (!command) return [];
    return carried.flatMap((name) => {
      const value = given[name];
      const accepted = command.flags[name] !== undefined && !args.includes(`--${name}`);
      return accepted && typeof value === 'string' ? [`--${name}`, value] : [];
    });
  };
}
