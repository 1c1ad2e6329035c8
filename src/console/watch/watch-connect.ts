import { connectorStatuses, type ConnectorStatus } from '../../connect/connector-status.js';
import { connectorDetails } from '../../connect/connector-details.js';
import { endpointOf } from '../../stack/endpoint.js';
import type { Session } from '../../stack/session.js';
import { storesOf } from './stores.js';
import type { WatchedConnector } from './types.js';

export async function sampleConnectors(session: Session): Promise<WatchedConnector[]> {
  const url = endpointOf(session, 'connect');
  const statuses = await connectorStatuses(url);
  if (statuses.length === 0) return [];
  const details = await connectorDetails(
    url,
    statuses.map(({ name }) => name),
  );
  return statuses.map((status) => watchedConnector(status, details.get(status.name)));
}

function watchedConnector(
  { name, type, connector, tasks }: ConnectorStatus,
  details: { config: Record<string, string>; topics: string[] } | undefined,
): WatchedConnector {
  const { config = {}, topics = [] } = details ?? {};
  return {
    name,
    type,
    class: config['connector.class'] ?? '',
    state: connector.state,
    ...(connector.trace === undefined ? {} : { trace: connector.trace }),
    tasks: tasks.map(({ id, state, trace }) => ({ id, state, ...(trace === undefined ? {} : { trace }) })),
    topics: [...new Set([...topics, ...namedTopics(config)])].sort(),
    stores: storesOf(config),
  };
}

/** Topics that a sink's settings list; a pattern is known by what it has used. */
function namedTopics({ topics = '', topic = '' }: Record<string, string>): string[] {
  return [...topics.split(','), topic].map((name) => name.trim()).filter((name) => name !== '');
}
