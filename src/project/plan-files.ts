import type { Actual, Created, Desired, DesiredFile, DesiredScript, ProjectStep } from './types.js';

/** Each script runs once, in order; one that ran must stay as it was. */
export function planScripts({ scripts }: Desired, { scripts: ran }: Actual): ProjectStep[] {
  const same = (one: DesiredScript) => (other: (typeof ran)[number]) =>
    other.product === one.product && other.database === one.database && other.name === one.name;
  return scripts.map((script, index): ProjectStep => {
    const step = { kind: 'script', name: `${script.product}/${script.database} ${script.name}` } as const;
    const found = ran.find(same(script));
    if (found?.checksum === script.checksum) return { ...step, action: 'keep', reason: 'it ran' };
    if (found)
      return {
        ...step,
        action: 'refuse',
        reason: 'it was changed after it ran: put the change into a new script',
      };
    const later = scripts
      .slice(index + 1)
      .find(
        (one) => one.product === script.product && one.database === script.database && ran.some(same(one)),
      );
    if (later)
      return {
        ...step,
        action: 'refuse',
        reason: `${later.name}, which follows it, has run: move it to the end`,
      };
    return { ...step, action: 'run', reason: 'it has not run' };
  });
}

export function planPaths({ folders, files }: Desired, actual: Actual, created: Created): ProjectStep[] {
  const gone = Object.keys(created.files)
    .filter((path) => !files.some(({ target }) => target === path))
    .filter((path) => actual.paths.some((one) => one.path === path))
    .map((name): ProjectStep => ({
      kind: 'file',
      name,
      action: 'delete',
      reason: 'it is no longer in streamkit.yml',
    }));
  return [
    ...folders.map((name): ProjectStep => {
      const there = actual.paths.find(({ path }) => path === name);
      if (!there) return { kind: 'folder', name, action: 'create', reason: 'it does not exist in HDFS' };
      return there.type === 'directory'
        ? { kind: 'folder', name, action: 'keep', reason: 'it exists' }
        : { kind: 'folder', name, action: 'refuse', reason: 'a file in HDFS has this path' };
    }),
    ...files.map((file): ProjectStep => ({
      kind: 'file',
      name: file.target,
      ...decideFile(file, actual, created),
    })),
    ...gone,
  ];
}

function decideFile(
  { target, checksum, bytes }: DesiredFile,
  { paths }: Actual,
  created: Created,
): Pick<ProjectStep, 'action' | 'reason'> {
  const there = paths.find(({ path }) => path === target);
  if (!there) return { action: 'create', reason: `${bytes} bytes` };
  if (there.type === 'directory') return { action: 'refuse', reason: 'a folder in HDFS has this path' };
  const known = created.files[target];
  if (known === undefined && there.bytes === bytes)
    return { action: 'keep', reason: 'a file of this size exists' };
  if (known === undefined)
    return {
      action: 'refuse',
      reason: 'another file has this path, which apply did not create: move it away',
    };
  return known === checksum && there.bytes === bytes
    ? { action: 'keep', reason: 'it is as described' }
    : { action: 'change', reason: 'the file has changed' };
}

/** Data is written once into each topic: again only into a topic that is created. */
export function planData({ data }: Desired, actual: Actual, created: Created): ProjectStep[] {
  return data.map(({ topic, name, checksum }): ProjectStep => {
    const step = { kind: 'data', name: `${topic} ${name}` } as const;
    const known = created.data[dataKey(topic, name)];
    const exists = actual.topics.some((one) => one.name === topic);
    if (known === undefined || !exists) return { ...step, action: 'run', reason: 'it has not been written' };
    return {
      ...step,
      action: 'keep',
      reason:
        known === checksum
          ? 'it was written'
          : 'it was written before the file changed: delete the topic to write it again',
    };
  });
}

export function dataKey(topic: string, name: string): string {
  return `${topic} ${name}`;
}

export function planCommands({ commands }: Desired, actual: Actual, created: Created): ProjectStep[] {
  return commands.map(({ name, creates }): ProjectStep => {
    const done = creates === undefined ? created.commands.includes(name) : actual.commands.includes(name);
    const step = { kind: 'command', name } as const;
    if (done)
      return { ...step, action: 'keep', reason: creates === undefined ? 'it ran' : 'its file exists' };
    return {
      ...step,
      action: 'run',
      reason: creates === undefined ? 'it has not run' : `${creates} does not exist`,
    };
  });
}
