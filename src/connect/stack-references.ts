import { didYouMean } from '../shared/closest.js';
import { StreamkitError } from '../shared/errors.js';
import { connectSecretsFolder } from '../services/settings/connect-settings.js';
import { hostContext } from '../engines/host-context.js';
import { findService } from '../services/catalogue.js';
import { insideEndpointOf, runningStack } from '../stack/endpoint.js';
import { servicesOf, type Session } from '../stack/session.js';
import type { ConnectorConfig } from './connector-file.js';

/** Answers what `${stack:NAME}` stands for; undefined for a name that it does not know. */
type Lookup = (name: string) => string | undefined;

const reference = /\$\{stack:([^}]*)\}/g;

/**
 * Replaces `${stack:NAME}` in a connector's settings, so that its file does not depend on ports, engine or password:
 * `SERVICE` is the service's address as the worker reaches it, `SERVICE.host` and `SERVICE.port` are its parts, and
 * `password` is a reference to the stack's password that only the worker resolves.
 * @throws StreamkitError USAGE for a name that it does not know, SERVICE_UNREACHABLE for a service that the stack lacks
 */
export function resolveStackReferences(session: Session, connector: ConnectorConfig): ConnectorConfig {
  const service = findService(session.services, 'connect');
  const { dir } = hostContext(runningStack(session, 'connect'), service);
  const known = session.services.map(({ name }) => name);
  const lookup: Lookup = (name) => {
    if (name === 'password') return `\${dir:${connectSecretsFolder(dir)}:password}`;
    const [, named = '', part] = /^(.*?)(?:\.(host|port))?$/.exec(name) ?? [];
    if (!known.includes(named)) return undefined;
    const address = insideEndpointOf(session, named);
    return part === undefined ? address : partOf(address, part);
  };
  return { ...connector, config: replaceReferences(connector, lookup, known) };
}

/** The reverse: the password and the addresses of this stack in a setting, as what stands for them in connector files. */
export function withStackReferences(session: Session, value: string): string {
  let text = value.replace(/\$\{dir:[^}]*:password\}/g, '${stack:password}');
  for (const { name } of servicesOf(session)) {
    if (session.record?.ports[name] === undefined) continue;
    text = text.replaceAll(insideEndpointOf(session, name), `\${stack:${name}}`);
  }
  return text;
}

/** @throws StreamkitError USAGE. Pure. */
export function replaceReferences(
  { name, config }: ConnectorConfig,
  lookup: Lookup,
  known: string[],
): Record<string, string> {
  const replaced = (key: string, value: string) =>
    value.replace(reference, (text, asked: string) => {
      const found = lookup(asked);
      if (found !== undefined) return found;
      throw new StreamkitError('USAGE', `Connector ${name}: ${text} in ${key} is not known.`, {
        suggestions: [
          ...didYouMean(asked, ['password', ...known]),
          'Write ${stack:SERVICE}, ${stack:SERVICE.host}, ${stack:SERVICE.port} or ${stack:password}.',
        ],
      });
    });
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key, replaced(key, value)]));
}

function partOf(address: string, part: string): string {
  const { hostname, port } = new URL(address.includes('://') ? address : `tcp://${address}`);
  return part === 'host' ? hostname : port;
}
