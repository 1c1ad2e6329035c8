import type { Home } from '../../shared/home.js';
import type { LocalService } from '../../services/types.js';
import { refuseOtherPlatforms, refuseRoot } from './library/program.js';
import { refuseUnfitPaths } from './path-names.js';

/**
 * Refuses, before anything is downloaded, what cannot run here.
 * @throws StreamkitError USAGE for a path, NOT_FOUND for a program, ROOT_REFUSED for a user that the services cannot work with
 */
export async function refuseUnfit(home: Home, services: LocalService[]): Promise<void> {
  refuseUnfitPaths(home);
  await refuseOtherPlatforms(services);
  await refuseRoot(services);
}
