import { StreamkitError } from '../../shared/errors.js';
import type { Home } from '../../shared/home.js';

/**
 * Refuses folders whose names the services cannot work with: Kafka and Connect split lists of folders at a comma, class
 * paths are split at a colon, MariaDB's installer at a space, and Hadoop's shuffle looks for a folder with `%20` in its name.
 * @throws StreamkitError USAGE that names the folder and the character
 */
export function refuseUnfitPaths({ root, cache }: Pick<Home, 'root' | 'cache'>): void {
  for (const [variable, path] of Object.entries({ STREAMKIT_HOME: root, STREAMKIT_CACHE: cache })) {
    const [unfit] = /[^\p{L}\p{M}\p{N}/._~@+=-]/u.exec(path) ?? [];
    if (unfit === undefined) continue;
    throw new StreamkitError(
      'USAGE',
      `${path} contains ${JSON.stringify(unfit)}, which the services cannot have in the path of a folder.`,
      { suggestions: [`Choose a folder of letters, digits, "-", "_" and ".": export ${variable}=/FOLDER`] },
    );
  }
}
