import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command, Interfaces } from '@oclif/core';

type CachedCommand = Command.Cached & { relativePath: string[] };

/** The commands that the build has written down, without their code. @param root the package's folder */
export function commandsIn(root: string): CachedCommand[] {
  const manifest = JSON.parse(readFileSync(join(root, 'oclif.manifest.json'), 'utf8')) as {
    commands: Record<string, CachedCommand>;
  };
  return Object.values(manifest.commands);
}

/**
 * The package as oclif's plugin. oclif's own class does more at each start: it looks for sources and other plugins, and sorts
 * the commands by the rules of a language, whose tables it loads for that.
 */
export function manifestPlugin(root: string, pjson: Interfaces.PJSON): Interfaces.Plugin {
  const { name, version, oclif } = pjson;
  const cached = commandsIn(root);
  const plugin: Interfaces.Plugin = {
    _base: `${name}@${version}`,
    alias: name,
    name,
    version,
    root,
    pjson,
    options: { root },
    type: 'core',
    moduleType: 'module',
    isRoot: true,
    valid: true,
    hasManifest: true,
    commandsDir: undefined,
    commandIDs: cached.map(({ id }) => id),
    commands: cached.map((command) => ({
      ...command,
      load: async () => loaded(command),
    })),
    topics: Object.entries(oclif.topics ?? {}).map(([topic, about]) => ({ ...about, name: topic })),
    hooks: Object.fromEntries(
      Object.entries(oclif.hooks ?? {}).map(([event, target]) => [
        event,
        [target]
          .flat()
          .map((one) => (typeof one === 'string' ? { identifier: 'default', target: one } : one)),
      ]),
    ),
    load: async () => Promise.resolve(),
    // oclif asks through `load` of a command.
    findCommand: async (id) => loaded(cached.find((command) => command.id === id)),
  };

  async function loaded(command: CachedCommand | undefined): Promise<Command.Class> {
    if (command === undefined) throw new Error(`${name} has no such command.`);
    const file = pathToFileURL(join(root, ...command.relativePath)).href;
    const { default: found } = (await import(file)) as { default: Command.Class };
    return Object.assign(found, { id: command.id, plugin });
  }
  return plugin;
}
