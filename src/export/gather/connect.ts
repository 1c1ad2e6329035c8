import { connectorDetails, maskedConfig } from '../../connect/connector-details.js';
import { connectorStatuses } from '../../connect/connector-status.js';
import { catalog, folderOf } from '../../connect/plugins/catalog.js';
import { parseCoordinates } from '../../connect/plugins/coordinates.js';
import { installedPlugins } from '../../connect/plugins/remove.js';
import { withStackReferences } from '../../connect/stack-references.js';
import type { Desired, DesiredConnector } from '../../project/types.js';
import { findService } from '../../services/catalogue.js';
import { endpointOf } from '../../stack/endpoint.js';
import type { Session } from '../../stack/session.js';
import type { ExportedConnector, ExportedPlugin, ExportedStack } from '../exported-stack.js';

/** Workers, plugins and connectors; of a connector that streamkit.yml has as well, its file. */
export async function gatherConnect(
  session: Session,
  desired: Desired,
  workers: number,
): Promise<Pick<ExportedStack, 'connect' | 'plugins' | 'connectors'>> {
  if (workers === 0) return { connect: undefined, plugins: [], connectors: [] };
  const runs = session.record?.ports['connect'] !== undefined;
  const running = runs ? await runningConnectors(session, desired.connectors) : [];
  const planned = desired.connectors
    .filter(({ name }) => !running.some((one) => one.name === name))
    .map((connector) => fromFile(connector, []));
  const sources = desired.plugins.map(({ source }) => source);
  const installed = runs ? await installedPlugins(session) : [];
  return {
    connect: { workers, version: findService(session.services, 'connect').version },
    plugins: pluginsOf(sources, installed),
    connectors: [...running, ...planned],
  };
}

async function runningConnectors(session: Session, files: DesiredConnector[]): Promise<ExportedConnector[]> {
  const url = endpointOf(session, 'connect');
  const statuses = await connectorStatuses(url);
  const details = await connectorDetails(
    url,
    statuses.map(({ name }) => name),
  );
  return Promise.all(
    [...details].map(async ([name, { config }]): Promise<ExportedConnector> => {
      const masked = await maskedConfig(url, config);
      const secrets = Object.keys(config).filter((key) => masked[key] !== config[key]);
      const state = stateOf(statuses.find((status) => status.name === name)?.connector.state);
      const file = files.find((one) => one.name === name);
      if (file) return { ...fromFile(file, secrets), state };
      const references = Object.entries(config).map(([key, value]) => [
        key,
        withStackReferences(session, value),
      ]);
      return { name, config: Object.fromEntries(references) as Record<string, string>, secrets, state };
    }),
  );
}

function fromFile(
  { name, config, initial_state: state }: DesiredConnector,
  secrets: string[],
): ExportedConnector {
  return { name, config, secrets, state: stateOf(state) };
}

function stateOf(state: string | undefined): ExportedConnector['state'] {
  return state === 'PAUSED' ? 'paused' : state === 'STOPPED' ? 'stopped' : 'running';
}

/**
 * Plugins of streamkit.yml, and those that are installed beside them. Pure.
 * @param sources short names, coordinates or files
 * @param installed names of folders, which are those of the first artifact
 */
export function pluginsOf(sources: string[], installed: string[]): ExportedPlugin[] {
  const declared = sources.map((source) => ({ source, artifacts: artifactsOf(source) }));
  const known = new Set(
    declared.flatMap(({ source, artifacts }) => [
      artifacts[0]?.artifact,
      catalog.find(({ name }) => name === source)?.module,
      fileName(source),
    ]),
  );
  const others = installed.filter((folder) => !known.has(folder));
  return [
    ...declared,
    ...others.map((folder) => {
      const entry = catalog.find((one) => folderOf(one) === folder);
      return { source: entry?.name ?? folder, artifacts: entry ? artifactsOf(entry.name) : [] };
    }),
  ];
}

function artifactsOf(source: string) {
  const texts = catalog.find((one) => one.name === source)?.artifacts ?? [source];
  return texts.map(parseCoordinates).filter((one) => one !== undefined);
}

/** The folder that a plugin of this file is installed in. */
function fileName(source: string): string {
  return (source.split('/').at(-1) ?? '').replace(/\.(jar|zip|tar\.gz|tgz)$/i, '').replace(/-plugin$/, '');
}
