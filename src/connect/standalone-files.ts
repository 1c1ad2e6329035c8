import { resolve } from 'node:path';
import { propertiesFile } from '../services/settings/properties.js';
import { propertiesIn, withAbsolutePaths } from './connector-file.js';

/**
 * Adds the addresses and plugins of the stack, and how it signs in, to the user's worker properties. The user's own settings win, except for
 * `bootstrap.servers`. The path of the offsets file is resolved against `cwd`.
 * @returns the text of the worker's properties file
 */
export async function workerProperties(
  text: string,
  cwd: string,
  stack: {
    bootstrapServers: string;
    registry: string;
    login: Record<string, string>;
    plugins: Record<string, string>;
  },
): Promise<string> {
  const given = await propertiesIn(text);
  const offsets = given['offset.storage.file.filename'] ?? 'connect.offsets';
  return propertiesFile({
    'key.converter': 'org.apache.kafka.connect.json.JsonConverter',
    'value.converter': 'org.apache.kafka.connect.json.JsonConverter',
    'key.converter.schema.registry.url': stack.registry,
    'value.converter.schema.registry.url': stack.registry,
    'offset.flush.interval.ms': '1000',
    ...stack.plugins,
    ...stack.login,
    // Port 0 takes any free port, on loopback. A standalone worker is configured by its files, not by REST.
    listeners: 'http://127.0.0.1:0',
    'rest.advertised.host.name': '127.0.0.1',
    ...given,
    'bootstrap.servers': stack.bootstrapServers,
    'offset.storage.file.filename': resolve(cwd, offsets),
  });
}

/** The properties of a connector, with its paths resolved against `cwd`. */
export async function connectorProperties(text: string, cwd: string): Promise<string> {
  return propertiesFile(withAbsolutePaths(await propertiesIn(text), cwd));
}
