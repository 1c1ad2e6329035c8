import * as z from 'zod/mini';
import { request } from './rest.js';

export interface ConnectorDetails {
  /** As it was created: holds secrets. */
  config: Record<string, string>;
  /** Topics that it has used since they were last reset. */
  topics: string[];
}

const infoShape = z.record(
  z.string(),
  z.object({ info: z.object({ config: z.record(z.string(), z.string()) }) }),
);
const topicsShape = z.record(z.string(), z.object({ topics: z.array(z.string()) }));

/** Settings and topics of connectors, by name. @throws ConnectError, StreamkitError SERVICE_UNREACHABLE */
export async function connectorDetails(url: string, names: string[]): Promise<Map<string, ConnectorDetails>> {
  const infos = await request(url, infoShape, 'GET', '/connectors?expand=info');
  const details = await Promise.all(
    names.map(async (name): Promise<[string, ConnectorDetails][]> => {
      const config = infos[name]?.info.config;
      if (!config) return [];
      const used = await request(url, topicsShape, 'GET', `/connectors/${encodeURIComponent(name)}/topics`);
      return [[name, { config, topics: used[name]?.topics ?? [] }]];
    }),
  );
  return new Map(details.flat());
}

const definitionsShape = z.array(z.looseObject({ name: z.string(), type: z.string() }));

const masked = '********';
/** Settings that hold secrets whatever the plugin says of them. */
const secretName = /passw|secret|token|credential|private.?key|api.?key|jaas/i;

/**
 * A connector's settings to look at: secrets are masked, by Connect's own type PASSWORD and by name.
 * The password in a URL is masked as well.
 */
export async function maskedConfig(
  url: string,
  config: Record<string, string>,
): Promise<Record<string, string>> {
  const plugin = config['connector.class'] ?? '';
  const definitions = await request(
    url,
    definitionsShape,
    'GET',
    `/connector-plugins/${encodeURIComponent(plugin)}/config`,
  ).catch(() => []);
  const secrets = new Set(definitions.filter(({ type }) => type === 'PASSWORD').map(({ name }) => name));
  return maskSecrets(config, secrets);
}

/** Pure. @param secrets names of settings that are secret, beside those that look like it */
export function maskSecrets(config: Record<string, string>, secrets: Set<string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => [
      name,
      secrets.has(name) || secretName.test(name) ? masked : maskUrl(value),
    ]),
  );
}

function maskUrl(value: string): string {
  return value
    .replace(/(\/\/[^/?#@\s:]*):[^/?#@\s]*@/g, `$1:${masked}@`)
    .replace(/([?&;](?:password|pwd|token|secret)=)[^&;]*/gi, `$1${masked}`);
}

/** Whether settings hold a masked value, which must not be saved. */
export function holdsMasked(config: Record<string, string>): boolean {
  return Object.values(config).some((value) => value.includes(masked));
}
