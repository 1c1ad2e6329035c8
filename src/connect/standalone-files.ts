import { resolve } from 'node:path';
import { propertiesFile } from '../services/properties.js';
import { propertiesIn, withAbsolutePaths } from './connector-file.js';

/**
 * What a standalone worker needs besides the user's properties, unless they say it themselves: where this stack is, and
 * its plugins. The file of offsets starts at the working directory. Pure but for the parsing.
 * @returns the text of the worker's properties
 */
export async function workerProperties(
  text: string,
  cwd: string,
  stack: { bootstrapServers: string; registry: string; plugins: Record<string, string> },
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
    // Port 0: a free one, on loopback; a standalone worker is told what to do by its files.
    listeners: 'http://127.0.0.1:0',
    'rest.advertised.host.name': '127.0.0.1',
    ...given,
    'bootstrap.servers': stack.bootstrapServers,
    'offset.storage.file.filename': resolve(cwd, offsets),
  });
}

/** A connector's properties with its paths starting at the working directory. */
export async function connectorProperties(text: string, cwd: string): Promise<string> {
  return propertiesFile(withAbsolutePaths(await propertiesIn(text), cwd));
}
