import type { LocalService } from '../../../services/types.js';
import type { ModuleRequest } from '../library/library.js';
import { isInstalled } from '../library/program.js';

/** The modules that services need here: a program that is on the PATH needs none. */
export async function modulesOf(services: LocalService[]): Promise<ModuleRequest[]> {
  const modules = await Promise.all(
    services.map(async ({ local }): Promise<ModuleRequest[]> => {
      if (local.kind === 'java') return [{ module: local.module }];
      const installed = await isInstalled(local);
      return installed ? [] : [{ module: local.module, root: local.root }];
    }),
  );
  return modules.flat();
}
