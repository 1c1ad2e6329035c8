import { connectorStatuses, shortTrace } from '../../connect/connector-status.js';

/** @throws with the error of the first of these connectors that has failed */
export async function requireRunning(url: string, names: string[]): Promise<void> {
  for (const { name, connector, tasks } of await connectorStatuses(url)) {
    const failed = [connector, ...tasks].find(({ state }) => state === 'FAILED');
    if (failed && names.includes(name))
      throw new Error(`connector ${name} failed: ${shortTrace(failed.trace ?? '').join(' ')}`);
  }
}
