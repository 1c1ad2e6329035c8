import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findService } from '../../services/catalogue.js';
import { didYouMean } from '../../shared/closest.js';
import { StreamkitError } from '../../shared/errors.js';
import { isThere } from '../../shared/files.js';
import { settleAll } from '../../shared/settle-all.js';
import { diskError } from '../../shared/system-error.js';
import { suggest } from '../../shared/suggestion.js';
import { endpointOf } from '../../stack/endpoint.js';
import { prepare } from '../../stack/fetch.js';
import { restart } from '../../stack/restart.js';
import type { Session } from '../../stack/session.js';
import { listPlugins, type Plugin } from '../validate.js';
import { catalog } from './catalog.js';
import { parseCoordinates, type Coordinates } from './coordinates.js';
import { declaredClasses } from './declared-classes.js';
import { downloadPlugin } from './maven-plugin.js';
import { buildConnector } from './own-connector.js';
import { draftPlugin, notAPlugin, placePlugin, type DraftPlugin, type Replacement } from './plugin-files.js';
import { pluginPathOf } from './plugin-path.js';
import { rivalsOf } from './rivals.js';
import { writeManifests } from './write-manifests.js';

export interface InstalledPlugin {
  /** Its folder on the plugin path. */
  name: string;
  /** The plugin classes in it that the worker has now. */
  classes: Plugin[];
  /** Other plugins with one of its connectors: the worker uses only one of them. */
  rivals: string[];
}

interface Source {
  /** The module of a connector of streamkit. */
  module?: string;
  /** A path on this machine, or coordinates; the first is the connector. */
  path?: string;
  coordinates?: [Coordinates, ...Coordinates[]];
}

/**
 * Puts connectors on the worker's plugin path and restarts the worker, which looks for plugins when it starts. A source is
 * a short name of the catalog, Maven coordinates, a jar, an archive, or a directory with jars. All are installed, or none.
 * @throws StreamkitError USAGE for what is not a plugin, or one that the worker cannot load: it is removed again
 */
export async function installPlugins(
  session: Session,
  sources: string[],
  { offline }: { offline: boolean },
): Promise<InstalledPlugin[]> {
  const service = findService(session.services, 'connect');
  const pluginPath = pluginPathOf(session);
  const known = await Promise.all(sources.map(sourceOf));
  // Its tools read plugins without manifests.
  await prepare(session, [service], offline);
  const drafts: DraftPlugin[] = [];
  const replaced: Replacement[] = [];
  try {
    for (const [index, source] of known.entries())
      drafts.push(await prepared(session, source, sources[index] ?? '', pluginPath, offline));
    const classes = await Promise.all(
      drafts.map(async ({ draft }, index) => declaredClasses(draft, sources[index] ?? '')),
    );
    const before = await listPlugins(endpointOf(session, 'connect'), true);
    for (const draft of drafts) replaced.push(await placePlugin(draft, pluginPath));
    return await loaded(session, drafts, classes, before);
  } catch (error) {
    if (replaced.length > 0) await undo(session, replaced);
    throw diskError(error, pluginPath);
  } finally {
    for (const { draft } of drafts) await rm(draft, { recursive: true, force: true });
    for (const { before } of replaced) if (before) await rm(before, { recursive: true, force: true });
  }
}

async function sourceOf(text: string): Promise<Source> {
  const entry = catalog.find(({ name }) => name === text);
  if (entry?.module !== undefined) return { module: entry.module };
  if (entry) {
    const [first, ...others] = entry.artifacts.flatMap((artifact) => parseCoordinates(artifact) ?? []);
    if (first) return { coordinates: [first, ...others] };
  }
  const coordinates = parseCoordinates(text);
  if (coordinates) return { coordinates: [coordinates] };
  if (text.includes('/') || text.includes('.') || (await isThere(text))) return { path: text };
  const names = catalog.map(({ name }) => name);
  throw new StreamkitError('NOT_FOUND', `${text} is neither a file nor a connector of the catalog.`, {
    suggestions: [
      ...didYouMean(text, names),
      suggest('List the connectors with a short name', 'connector', 'catalog'),
    ],
  });
}

async function prepared(
  session: Session,
  source: Source,
  named: string,
  pluginPath: string,
  offline: boolean,
): Promise<DraftPlugin> {
  const draft = await drafted(session, source, pluginPath, offline);
  try {
    // Workers in containers read every class of every jar, as the image's settings have it.
    if (session.engine.name === 'docker') return draft;
    if ((await declaredClasses(draft.draft, named)).length === 0) await writeManifests(session, draft.draft);
    if ((await declaredClasses(draft.draft, named)).length > 0) return draft;
    throw notAPlugin(named, 'none of its jars has a connector, converter or transformation');
  } catch (error) {
    await rm(draft.draft, { recursive: true, force: true });
    throw error;
  }
}

async function drafted(
  session: Session,
  { module, coordinates, path = '' }: Source,
  pluginPath: string,
  offline: boolean,
): Promise<DraftPlugin> {
  if (module !== undefined) return buildConnector(session, module, pluginPath, offline);
  return coordinates ? downloaded(session, coordinates, pluginPath, offline) : draftPlugin(path, pluginPath);
}

async function downloaded(
  session: Session,
  coordinates: [Coordinates, ...Coordinates[]],
  pluginPath: string,
  offline: boolean,
): Promise<DraftPlugin> {
  // A stack on Docker has no cache yet.
  await mkdir(session.home.cache, { recursive: true });
  const folder = await mkdtemp(join(session.home.cache, 'plugin-'));
  try {
    const started = Date.now();
    let count = 0;
    const source = await downloadPlugin(coordinates, folder, {
      offline,
      signal: session.signal,
      onDownload(files, message) {
        count = files;
        session.report({ type: 'fetching', message, count });
      },
    });
    if (count > 0) session.report({ type: 'fetched', count, ms: Date.now() - started });
    // A folder has the artifact's name, an archive that of its file: one name for every version.
    return { ...(await draftPlugin(source, pluginPath)), name: coordinates[0].artifact };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function loaded(
  session: Session,
  drafts: DraftPlugin[],
  classes: string[][],
  before: Plugin[],
): Promise<InstalledPlugin[]> {
  await restartWorker(session);
  const plugins = await listPlugins(endpointOf(session, 'connect'), true);
  const installed = drafts.map(async ({ name }, index) => {
    const declared = classes[index] ?? [];
    const isNew = ({ class: found }: Plugin) => before.every((one) => one.class !== found);
    const own = plugins.filter((one) => (declared.length > 0 ? declared.includes(one.class) : isNew(one)));
    if (own.length === 0)
      throw notAPlugin(name, `Kafka Connect could not load ${declared.join(', ') || 'a class of it'}`);
    // Connectors of one maker share transformations and converters; only another plugin with the same connector is a rival.
    const connectors = own.filter(({ type }) => type === 'source' || type === 'sink');
    const rivals = await rivalsOf(
      pluginPathOf(session),
      name,
      connectors.map((plugin) => plugin.class),
    );
    return { name, classes: own, rivals };
  });
  return settleAll(installed);
}

async function undo(session: Session, replaced: Replacement[]): Promise<void> {
  for (const { folder, before } of replaced) {
    await rm(folder, { recursive: true, force: true });
    if (before) await rename(before, folder);
  }
  await restartWorker(session);
}

export async function restartWorker(session: Session): Promise<void> {
  const ports = { auto: false, asked: {} };
  await restart(session, { services: ['connect'], ports, offline: false, timeoutMs: 300_000 });
}
