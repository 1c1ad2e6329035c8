import { findService } from '../../services/catalogue.js';
import { StreamkitError } from '../../shared/errors.js';
import { runningStack } from '../../stack/endpoint.js';
import type { Session } from '../../stack/session.js';

/**
 * Has Kafka's own tool (KIP-898) write the META-INF/services of a plugin whose maker left them out; without them a worker
 * with `plugin.discovery=service_load` does not see it. The classes are found by reading every jar, once.
 * @param dir the plugin's folder
 * @throws StreamkitError USAGE with the tool's last lines when it cannot read the plugin
 */
export async function writeManifests(session: Session, dir: string): Promise<void> {
  const lines: string[] = [];
  const connect = findService(session.services, 'connect');
  const { code } = await session.engine.runJava(runningStack(session, 'connect'), connect, {
    mainClass: 'org.apache.kafka.tools.ConnectPluginPath',
    arguments: ['sync-manifests', '--plugin-location', dir],
    jars: [],
    systemProperties: {},
    environment: {},
    signal: session.signal,
    onLine: (line) => lines.push(line),
  });
  if (code === 0) return;
  throw new StreamkitError('USAGE', "The plugin's classes could not be read.", {
    service: 'connect',
    evidence: lines.slice(-5),
  });
}
