import { join } from 'node:path';
import { isThere } from '../../../shared/files.js';
import { asLocal } from '../../../services/catalogue.js';
import { instanceOf } from '../../../services/instances.js';
import type { ServiceDefinition } from '../../../services/types.js';
import type { Stack } from '../../engine.js';
import { readEntry } from '../process/ledger.js';
import { archivePath, makeArchives, usableArchive, type ArchiveRequest } from './archive.js';
import type { Runtimes } from './runtimes.js';

/** Makes the archives that running services lack, in the background. */
export async function archiveServices(
  stack: Stack,
  services: ServiceDefinition[],
  runtimes: Runtimes,
  cache: string,
): Promise<void> {
  const lacking = await Promise.all(
    services.map(async (service): Promise<ArchiveRequest[]> => {
      const { name, local } = asLocal(service);
      const entry = await readEntry(join(stack.dir, name));
      if (local.kind !== 'java' || local.archive === false || !runtimes.library(local.module) || !entry)
        return [];
      const jvm = await runtimes.jvmOf(local);
      const archive = archivePath(cache, instanceOf(service).of, jvm);
      const { jcmd } = jvm.java;
      if (!(await isThere(jcmd)) || (await usableArchive(archive)) !== undefined) return [];
      return [{ pid: entry.process.pid, jcmd, archive }];
    }),
  );
  // All instances of a service share one archive.
  const requests = new Map(lacking.flat().map((request) => [request.archive, request]));
  await makeArchives(stack, [...requests.values()]);
}
