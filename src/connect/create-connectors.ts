import { findService } from '../services/catalogue.js';
import { endpointOf, runningStack } from '../stack/endpoint.js';
import type { Session } from '../stack/session.js';
import { readConnectorFile, type ConnectorConfig } from './connector-file.js';
import type { ConnectorStatus } from './connector-status.js';
import { createConnector } from './lifecycle.js';
import { resolveStackReferences } from './stack-references.js';
import { refuseUnseenFiles } from './unseen-files.js';
import { validateConnector, type Validation } from './validate.js';

export interface CreatedConnector extends ConnectorStatus {
  change: 'created' | 'updated';
}

/**
 * Reads connector files and has the connectors validate them; creates nothing.
 * @throws StreamkitError NOT_FOUND or USAGE for the first file that cannot be a connector of this stack
 */
export async function validateFiles(
  session: Session,
  paths: string[],
  cwd: string,
): Promise<{ connector: ConnectorConfig; validation: Validation }[]> {
  const files = await Promise.all(paths.map(async (path) => readConnectorFile(path, cwd)));
  const service = findService(session.services, 'connect');
  const connectors = files.map((file) => resolveStackReferences(session, file));
  refuseUnseenFiles(session.engine.name, runningStack(session, service.name), service, connectors);
  const validated = [];
  for (const connector of connectors) {
    const validation = await validateConnector(endpointOf(session, 'connect'), connector);
    validated.push({ connector, validation });
  }
  return validated;
}

/** Creates connectors from files, in their order, once all of them are valid. @throws as `validateFiles` and `createConnector` */
export async function createConnectors(
  session: Session,
  paths: string[],
  { cwd, update }: { cwd: string; update: boolean },
): Promise<CreatedConnector[]> {
  const { signal, report } = session;
  const note = (message: string) => {
    report({ type: 'note', service: 'connect', message });
  };
  const created: CreatedConnector[] = [];
  for (const { connector, validation } of await validateFiles(session, paths, cwd)) {
    const { name } = connector;
    for (const setting of validation.clearTextSecrets)
      note(
        `${name}: ${setting} holds a password in clear text; write \${stack:password} or \${file:PATH:KEY}`,
      );
    const url = endpointOf(session, 'connect');
    const { status, change } = await createConnector(url, connector, { update, signal });
    if (status.tasks.length === 0 && status.connector.state === 'RUNNING')
      note(`${name} has no tasks: nothing matches its settings yet`);
    created.push({ ...status, change });
  }
  return created;
}
