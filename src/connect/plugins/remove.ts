import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { didYouMean } from '../../shared/closest.js';
import { StreamkitError } from '../../shared/errors.js';
import { deleteFolder } from '../../shared/files.js';
import type { Session } from '../../stack/session.js';
import { catalog, folderOf } from './catalog.js';
import { restartWorker } from './install.js';
import { pluginPathOf } from './plugin-path.js';

/** The folders of the plugins that were installed, by name. */
export async function installedPlugins(session: Session): Promise<string[]> {
  return readdir(pluginPathOf(session)).catch(() => []);
}

/**
 * Removes installed plugins by the name of their folder or their short name in the catalog, and restarts the worker.
 * Connectors of their classes fail until they are deleted or the plugin is installed again.
 * @returns the names of the removed folders
 * @throws StreamkitError NOT_FOUND with a did-you-mean; nothing is removed then
 */
export async function removePlugins(session: Session, names: string[]): Promise<string[]> {
  const installed = await installedPlugins(session);
  const folders = names.map((name) => {
    const entry = catalog.find((one) => one.name === name);
    const folder = (entry && folderOf(entry)) ?? name;
    if (installed.includes(folder)) return folder;
    throw new StreamkitError('NOT_FOUND', `Plugin ${name} is not installed.`, {
      service: 'connect',
      suggestions: installed.length > 0 ? didYouMean(name, installed, 'Installed') : [],
    });
  });
  for (const folder of folders) await deleteFolder(join(pluginPathOf(session), folder));
  await restartWorker(session);
  return folders;
}
