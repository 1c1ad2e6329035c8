import chalk, { Chalk, type ChalkInstance } from 'chalk';

/** Colours of the output; none where the user, the environment or the output says so. */
export function themeFor(colour: boolean): ChalkInstance {
  return colour ? chalk : new Chalk({ level: 0 });
}
