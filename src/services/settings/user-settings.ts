import { propertiesAsEnvironment } from '../docker/confluent.js';
import { findServices, serviceNames } from '../catalogue.js';
import { propertiesFile } from './properties.js';
import type { UserSettings } from './owned-settings.js';
import type { ContainerRecipe } from '../docker-recipe.js';
import type { LocalRecipe, ServiceDefinition } from '../types.js';
import { yamlFile } from './yaml.js';

/** Settings by service or product, with the product's own names. */
export type SettingsTable = Record<string, Settings>;
type Settings = Record<string, string | number | boolean>;

/** A setting in streamkit.yml that is refused. */
export class SettingsProblem extends Error {
  constructor(
    /** Keys that lead to it. */
    readonly place: string[],
    message: string,
    readonly suggestions: string[],
  ) {
    super(message);
  }
}

/**
 * The services with the settings that the user adds to them: they win over the defaults of streamkit. Pure.
 * @throws SettingsProblem for a service that has none, or a setting that streamkit owns; StreamkitError USAGE for an unknown
 *   service
 */
export function withSettings(services: ServiceDefinition[], table: SettingsTable): ServiceDefinition[] {
  if (Object.keys(table).length === 0) return services;
  for (const [name, settings] of Object.entries(table)) check(services, name, settings);
  return services.map((service) => {
    const own = Object.keys(table)
      .filter((name) => findServices(services, name).includes(service))
      .map((name) => table[name] ?? {});
    const settings: Settings = Object.assign({}, ...own) as Settings;
    const { userSettings, local, docker } = service;
    if (!userSettings || Object.keys(settings).length === 0) return service;
    return {
      ...service,
      ...(local && { local: inProcess(local, userSettings.local, settings) }),
      docker: {
        ...docker,
        containers: docker.containers.map((container) =>
          inContainer(container, userSettings.docker, settings),
        ),
      },
    };
  });
}

function check(services: ServiceDefinition[], name: string, settings: Settings): void {
  const accepting = serviceNames(services.filter(({ userSettings }) => userSettings));
  const refuse = (place: string[], text: string, suggestion: string) =>
    new SettingsProblem(['settings', name, ...place], text, [suggestion]);
  for (const { name: service, userSettings } of findServices(services, name)) {
    if (!userSettings)
      throw refuse([], `${service} has no settings here`, `Services with settings: ${accepting.join(', ')}`);
    for (const setting of Object.keys(settings)) {
      if (!/^[A-Za-z][\w.-]*$/.test(setting))
        throw refuse(
          [setting],
          'this is not the name of a setting',
          'Use the name from the docs of the product.',
        );
      const reason = reasonOf(setting, userSettings);
      if (reason !== undefined)
        throw refuse([setting], `streamkit sets it itself: ${reason}`, `Remove ${setting} from the file.`);
    }
  }
}

/** Why users cannot change a setting. A name that ends with `*` stands for all that start with it. */
function reasonOf(setting: string, { owned }: UserSettings): string | undefined {
  const name = setting.replaceAll('_', '-');
  return Object.entries(owned).find(([one]) => {
    const key = one.replaceAll('_', '-');
    return key.endsWith('*') ? name.startsWith(key.slice(0, -1)) : name === key;
  })?.[1];
}

function inProcess<Recipe extends LocalRecipe>(
  recipe: Recipe,
  how: UserSettings['local'],
  settings: Settings,
): Recipe {
  if (how === 'options') {
    const given: LocalRecipe['arguments'] = recipe.arguments;
    return {
      ...recipe,
      arguments: (context: never, basedir: never) => [
        ...(given as (...all: never[]) => string[])(context, basedir),
        ...optionsOf(settings),
      ],
    };
  }
  if (how === 'system-properties') {
    const { systemProperties } = recipe as { systemProperties?: (context: never) => Record<string, string> };
    const texts = Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)]));
    return {
      ...recipe,
      systemProperties: (context: never) => ({ ...systemProperties?.(context), ...texts }),
    };
  }
  const { files } = recipe;
  return {
    ...recipe,
    files: (context) => {
      const written = files?.(context) ?? {};
      return { ...written, [how.file]: merged(written[how.file] ?? '', how.format, settings) };
    },
  };
}

function inContainer(
  container: ContainerRecipe,
  how: UserSettings['docker'],
  settings: Settings,
): ContainerRecipe {
  const { environment, files } = container;
  if (how === 'options')
    return { ...container, command: [...(container.command ?? []), ...optionsOf(settings)] };
  if ('list' in how) {
    const list = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
    return {
      ...container,
      environment: (context) => ({ ...environment?.(context), [how.list]: list.join(' ') }),
    };
  }
  if ('environment' in how) {
    const added = propertiesAsEnvironment(how.environment, settings);
    return { ...container, environment: (context) => ({ ...environment?.(context), ...added }) };
  }
  return {
    ...container,
    files: (context) =>
      (files?.(context) ?? []).map((file) =>
        'text' in file && file.path.endsWith(how.file)
          ? { ...file, text: merged(file.text, 'yaml', settings) }
          : file,
      ),
  };
}

/** The lines of a file of ours, one per setting, without those that the user sets, and the user's. */
function merged(text: string, format: 'properties' | 'yaml', settings: Settings): string {
  const separator = format === 'yaml' ? ': ' : '=';
  const kept = text
    .split('\n')
    .filter((line) => !Object.keys(settings).some((name) => line.startsWith(name + separator)));
  return kept.join('\n') + (format === 'yaml' ? yamlFile(settings) : propertiesFile(settings));
}

function optionsOf(settings: Settings): string[] {
  return Object.entries(settings).map(
    ([name, value]) => `--${name.replaceAll('_', '-')}=${optionValue(value)}`,
  );
}

function optionValue(value: string | number | boolean): string {
  return typeof value === 'boolean' ? (value ? 'ON' : 'OFF') : String(value);
}
