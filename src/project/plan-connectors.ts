import type { Actual, Created, Desired, ProjectStep } from './types.js';

export function planPlugins({ plugins }: Desired, actual: Actual, created: Created): ProjectStep[] {
  return plugins.map(({ source, checksum }): ProjectStep => {
    const known = created.plugins[source];
    const step = { kind: 'plugin', name: source } as const;
    if (!known || !actual.plugins.includes(known.folder))
      return { ...step, action: 'create', reason: 'it is not installed; Kafka Connect is restarted' };
    return known.checksum === checksum
      ? { ...step, action: 'keep', reason: 'it is installed' }
      : { ...step, action: 'change', reason: 'the file has changed; Kafka Connect is restarted' };
  });
}

export function planConnectors({ connectors }: Desired, actual: Actual, created: Created): ProjectStep[] {
  const wanted = connectors.map(({ name, config }): ProjectStep => {
    const step = { kind: 'connector', name } as const;
    const there = actual.connectors.find((one) => one.name === name);
    if (!there) return { ...step, action: 'create', reason: config['connector.class'] ?? '' };
    const differing = differences(config, there.config);
    return differing.length === 0
      ? { ...step, action: 'keep', reason: 'it is as described' }
      : { ...step, action: 'change', reason: differing.join(', ') };
  });
  const gone = created.connectors
    .filter((name) => !connectors.some((one) => one.name === name))
    .filter((name) => actual.connectors.some((one) => one.name === name))
    .map((name): ProjectStep => ({
      kind: 'connector',
      name,
      action: 'delete',
      reason: 'it is no longer in streamkit.yml',
    }));
  return [...wanted, ...gone];
}

/** Names only: values may be secrets. */
function differences(desired: Record<string, string>, actual: Record<string, string>): string[] {
  return [
    ...Object.keys(desired)
      .filter((name) => desired[name] !== actual[name])
      .map((name) => `${name} ${name in actual ? 'differs' : 'is new'}`),
    ...Object.keys(actual)
      .filter((name) => !(name in desired))
      .map((name) => `${name} is removed`),
  ];
}
