import type * as z from 'zod/mini';
import { didYouMean } from '../shared/closest.js';
import { StreamkitError } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';
import { pluginsShape, validationShape } from './answers.js';
import type { ConnectorConfig } from './connector-file.js';
import { ConnectError, request } from './rest.js';

export interface Plugin {
  class: string;
  /** `source`, `sink`, or what else a plugin is (`converter`, …); `unknown` where the plugin does not say. */
  type: string;
  /** `unknown` where the plugin does not say. */
  version: string;
}

/** The plugins of the worker: its connector classes, or with `all` converters, transformations and others as well. */
export async function listPlugins(url: string, all = false): Promise<Plugin[]> {
  const plugins = await request(url, pluginsShape, 'GET', `/connector-plugins?connectorsOnly=${!all}`);
  const known = plugins.map((plugin) => ({
    class: plugin.class,
    type: plugin.type ?? 'unknown',
    version: plugin.version ?? 'unknown',
  }));
  // One that stands in the folders of several connectors is listed for each.
  return [...new Map(known.map((plugin) => [plugin.class, plugin])).values()];
}

export interface Validation {
  name: string;
  class: string;
  /** Settings of type PASSWORD that hold a secret in clear text. */
  clearTextSecrets: string[];
}

/**
 * Checks a connector's configuration by the connector's own rules; creates nothing.
 * @throws StreamkitError NOT_FOUND for a class that no plugin has, USAGE naming each wrong setting
 */
export async function validateConnector(url: string, { name, config }: ConnectorConfig): Promise<Validation> {
  const plugins = (await listPlugins(url)).map((plugin) => plugin.class);
  const asked = config['connector.class'] ?? '';
  const plugin = plugins.find((known) => isSameClass(known, asked));
  if (plugin === undefined) throw unknownClass(asked, plugins);
  const path = `/connector-plugins/${encodeURIComponent(plugin)}/config/validate`;
  // Short names are resolved here: the worker compares this one with the path's.
  const body = { ...config, name, 'connector.class': plugin };
  const checked = await request(url, validationShape, 'PUT', path, body).catch((error: unknown) => {
    throw error instanceof ConnectError ? refused(name, error) : error;
  });
  const settings = checked.configs ?? [];
  const evidence = settings.flatMap(problemsOf);
  if (evidence.length === 0) {
    return { name, class: plugin, clearTextSecrets: settings.flatMap((one) => clearTextSecret(one, config)) };
  }
  throw new StreamkitError('USAGE', `Connector ${name} is not valid.`, {
    service: 'connect',
    evidence,
    suggestions: ['Fix these settings and run the command again; nothing was created.'],
  });
}

/** A worker's refusal of a configuration. */
export function refused(name: string, { reason }: ConnectError): StreamkitError {
  return new StreamkitError('USAGE', `Kafka Connect refused connector ${name}: ${reason}`, {
    service: 'connect',
  });
}

type Setting = NonNullable<z.infer<typeof validationShape>['configs']>[number];

function problemsOf({ definition, value }: Setting): string[] {
  const errors = value?.errors ?? [];
  return errors.length === 0 ? [] : [`${value?.name ?? definition?.name ?? ''}: ${errors.join('; ')}`];
}

function clearTextSecret({ definition }: Setting, config: Record<string, string>): string[] {
  const name = definition?.name ?? '';
  return definition?.type === 'PASSWORD' && isClearText(config[name] ?? '') ? [name] : [];
}

/** What a config provider resolves, `${file:…}`, holds no secret; nor does the address of a server without a password in it. */
export function isClearText(value: string): boolean {
  const isAddress = /^[a-z][a-z\d+.-]*:\/\/[^@]*$/i.test(value);
  return value !== '' && !value.includes('${') && !isAddress;
}

/** Connect accepts a class by its full name, its simple name, or that without "Connector". */
function isSameClass(known: string, asked: string): boolean {
  const simple = known.slice(known.lastIndexOf('.') + 1);
  return [known, simple, simple.replace(/Connector$/, '')].includes(asked);
}

function unknownClass(asked: string, plugins: string[]): StreamkitError {
  return new StreamkitError('NOT_FOUND', `No installed plugin has the connector class ${asked}.`, {
    service: 'connect',
    suggestions: [
      ...didYouMean(asked, plugins, 'Connector classes'),
      suggest('Find a connector to install', 'connector', 'catalog'),
    ],
  });
}
