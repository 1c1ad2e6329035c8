import type { Home } from '../shared/home.js';
import { readRecord, stackNames } from './record.js';

/** The names of the stacks that were brought up and not deleted, damaged ones included. */
export async function existingStacks(home: Home): Promise<string[]> {
  const names = await stackNames(home);
  const there = await Promise.all(
    names.map(async (name) =>
      readRecord(home, name).then(
        (record) => record !== undefined,
        () => true,
      ),
    ),
  );
  return names.filter((_, index) => there[index]);
}
