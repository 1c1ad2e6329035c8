import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { findJava } from '../../engines/local/java/java.js';
import { libraries } from '../../engines/local/library/library.js';
import { diskError } from '../../shared/system-error.js';
import type { Session } from '../../stack/session.js';
import { workersOwn } from './maven-plugin.js';
import type { DraftPlugin } from './plugin-files.js';

/**
 * Gathers a connector of streamkit: its classes, which the published package contains and a checkout compiles from `jvm/`, and
 * its libraries, which Maven downloads.
 * @throws StreamkitError JAVA_MISSING, JAVA_UNFIT, MAVEN_MISSING, OFFLINE, DOWNLOAD_FAILED
 */
export async function buildConnector(
  session: Session,
  module: string,
  pluginPath: string,
  offline: boolean,
): Promise<DraftPlugin> {
  const started = Date.now();
  let count = 0;
  const built = await libraries([{ module }], await findJava(), session.home.cache, {
    offline,
    signal: session.signal,
    onDownload(files, message) {
      count = files;
      session.report({ type: 'fetching', message, count });
    },
  });
  if (count > 0) session.report({ type: 'fetched', count, ms: Date.now() - started });
  await mkdir(pluginPath, { recursive: true });
  const draft = await mkdtemp(join(dirname(pluginPath), 'install-'));
  const jars = (built.get(module)?.jars ?? []).filter((jar) => !isOfTheWorker(jar));
  try {
    for (const jar of jars) await copyFile(jar, join(draft, basename(jar)));
    return { name: module, draft };
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw diskError(error, pluginPath);
  }
}

/** Sources are compiled against these, and the worker has them. A Maven repository has a folder per part of a group. */
function isOfTheWorker(jar: string): boolean {
  return workersOwn.some((group) => jar.includes(`/${group.replaceAll('.', '/')}/`));
}
