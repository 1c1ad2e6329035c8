import { join } from 'node:path';
import { readIfThere } from '../shared/files.js';
import type { Home } from '../shared/home.js';

/** Where a context can be named, the strongest first. */
export interface ContextWishes {
  flag: string | undefined;
  environment: string | undefined;
  /** `context` in streamkit.yml. */
  project: string | undefined;
}

/** The name that means the local stack. */
export const localName = 'local';

/**
 * The selected context: by flag, STREAMKIT_CONTEXT, streamkit.yml, else the current one.
 * @returns undefined for the local stack
 */
export async function selectedContext(home: Home, wishes: ContextWishes): Promise<string | undefined> {
  const given = [wishes.flag, wishes.environment, wishes.project].find(
    (name) => name !== undefined && name !== '',
  );
  const name = given ?? (await currentContext(home));
  return name === localName ? undefined : name;
}

/** Without loading a parser: most users have no contexts. */
async function currentContext(home: Home): Promise<string | undefined> {
  const text = await readIfThere(join(home.root, 'contexts.yml'));
  if (text === undefined || !/^current:/m.test(text)) return undefined;
  return (await (await import('./store.js')).readContexts(home)).current;
}
