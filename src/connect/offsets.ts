import * as z from 'zod/mini';
import { StreamkitError } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';
import { offsetsShape } from './answers.js';
import { pathOf } from './lifecycle.js';
import { ConnectError, request } from './rest.js';

/** How far a connector has come in one of its partitions; both are the connector's own words (KIP-875). */
export interface ConnectorOffset {
  /** What a source reads (`{"filename": …}`), or for a sink `{"kafka_topic", "kafka_partition"}`. */
  partition: Record<string, unknown>;
  /** `{"kafka_offset"}` for a sink; null where it has been reset. */
  offset: Record<string, unknown> | null;
}

export async function connectorOffsets(url: string, name: string): Promise<ConnectorOffset[]> {
  const { offsets } = await request(url, offsetsShape, 'GET', pathOf(name, 'offsets'));
  return (offsets ?? []).map(({ partition, offset }) => ({
    partition: partition ?? {},
    offset: offset ?? null,
  }));
}

/**
 * Changes offsets of a stopped connector; those not given stay as they are.
 * @throws StreamkitError USAGE when it is not stopped, or does not know such offsets
 */
export async function alterConnectorOffsets(
  url: string,
  name: string,
  offsets: ConnectorOffset[],
): Promise<void> {
  await change(url, name, 'PATCH', { offsets });
}

/** Deletes all offsets of a stopped connector. @throws StreamkitError USAGE when it is not stopped */
export async function resetConnectorOffsets(url: string, name: string): Promise<void> {
  await change(url, name, 'DELETE');
}

/**
 * Reads offsets as `connector offsets get --json` prints them.
 * @throws StreamkitError USAGE for text that is not such JSON
 */
export function parseOffsets(text: string, named: string): ConnectorOffset[] {
  const entry = z.object({
    partition: z.record(z.string(), z.unknown()),
    offset: z.nullable(z.record(z.string(), z.unknown())),
  });
  const shape = z.union([z.object({ offsets: z.array(entry) }), z.array(entry)]);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new StreamkitError('USAGE', `${named} is not JSON.`, { cause: error });
  }
  const checked = shape.safeParse(parsed);
  if (checked.success) return Array.isArray(checked.data) ? checked.data : checked.data.offsets;
  throw new StreamkitError('USAGE', `${named} is not a list of offsets.`, {
    suggestions: [
      'Write it as {"offsets": [{"partition": {"kafka_topic": "orders", "kafka_partition": 0}, "offset": {"kafka_offset": 5}}]}.',
    ],
  });
}

async function change(url: string, name: string, method: string, body?: unknown): Promise<void> {
  try {
    await request(url, z.unknown(), method, pathOf(name, 'offsets'), body);
  } catch (error) {
    if (!(error instanceof ConnectError) || error.status >= 500) throw error;
    throw new StreamkitError('USAGE', `The offsets of ${name} were not changed: ${error.reason}`, {
      service: 'connect',
      suggestions: [
        suggest(
          'Stop it first: only offsets of stopped connectors can be changed',
          'connector',
          'stop',
          name,
        ),
      ],
      cause: error,
    });
  }
}
