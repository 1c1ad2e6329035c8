import { join } from 'node:path';
import { isThere } from '../../../shared/files.js';
import { instanceOf } from '../../../services/instances.js';
import type { ServiceDefinition } from '../../../services/types.js';
import type { JobJvms } from '../../engine.js';
import { hostContext } from '../../host-context.js';
import { childrenOf } from '../process/children.js';
import { archivePath, makeArchives, sharingOptions, usableArchive, type Jvm } from './archive.js';
import { quickStart } from './java-command.js';
import type { Runtimes } from './runtimes.js';

/** The JVMs of all jobs share one archive, which the first job that does some work leaves. */
export function localJobJvms(cache: string, runtimes: Runtimes): JobJvms {
  const archiveOf = (service: ServiceDefinition, jvm: Jvm) =>
    archivePath(cache, `${instanceOf(service).of}-job`, jvm);
  return {
    async options(service) {
      const archive = archiveOf(service, await runtimes.prepared(service));
      return [...quickStart, ...sharingOptions(await usableArchive(archive))];
    },
    async keepClasses(stack, service, job, { folder, says }) {
      const jvm = await runtimes.prepared(service);
      const archive = archiveOf(service, jvm);
      const { jcmd } = jvm.java;
      if ((await usableArchive(archive)) !== undefined || !(await isThere(jcmd))) return;
      const { dir } = hostContext(stack, service);
      const after = { folder: join(dir, folder), says };
      const [first] = await childrenOf(dir, job);
      if (first !== undefined) await makeArchives(stack, [{ pid: first.pid, jcmd, archive, after }]);
    },
  };
}
