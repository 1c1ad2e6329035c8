import chalk, { Chalk, type ChalkInstance } from 'chalk';

/** Colors of the output; none where the user, the environment or the output says so. */
export function themeFor(color: boolean): ChalkInstance {
  return color ? chalk : new Chalk({ level: 0 });
}
