import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readChecks } from '../../../src/checks/read-checks.js';
import { loadConfig } from '../../../src/config/config.js';
import { loadDesired } from '../../../src/project/desired.js';
import { scaffold } from '../../../src/scaffold/scaffold.js';
import { isThere } from '../../../src/shared/files.js';
import { listTemplates } from '../../../src/scaffold/template.js';

// What each kind of option accepts and YAML could take for something else.
const names: Record<string, string[]> = {
  topic: ['null', '12e3', '0x1'],
  artifact: ['12e3'],
  name: ['yes'],
  'sql-identifier': ['true', 'null'],
};

test.each(await listTemplates())(
  '$name: its streamkit.yml is complete, under any names',
  async (template) => {
    const root = await mkdtemp(join(tmpdir(), 'streamkit-scaffold-'));
    const dir = join(root, 'project');
    const options = Object.fromEntries(
      template.options.flatMap(({ name, kind }) => {
        const value =
          names[kind]?.[
            template.options.filter((one) => one.kind === kind).findIndex((one) => one.name === name)
          ];
        return value === undefined ? [] : [[name, value]];
      }),
    );
    await scaffold({ template: template.name, dir, options });
    const config = await loadConfig(dir);
    expect(config.dir).toBe(dir);
    expect(config.services?.length).toBeGreaterThan(0);
    const desired = await loadDesired(config);
    const builds = [...desired.jobs, ...desired.plugins].flatMap(({ build }) => build ?? []);
    for (const { watch } of builds) expect(watch).toEqual([join(dir, 'src'), join(dir, 'pom.xml')]);
    const created = [...desired.topics, ...desired.connectors, ...desired.jobs].map(({ name }) => name);
    expect(created.length + Object.keys(config.programs ?? {}).length).toBeGreaterThan(0);
    if (await isThere(join(dir, 'pipelines'))) expect(await readChecks(config, [])).not.toEqual([]);
    const schema = await readFile(join(dir, '.streamkit/streamkit.schema.json'), 'utf8');
    expect(schema).toBe(await readFile('schemas/streamkit.schema.json', 'utf8'));
    await rm(root, { recursive: true });
  },
);
