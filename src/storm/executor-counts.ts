import { StreamkitError } from '../shared/errors.js';

/** Numbers of executors from `COMPONENT=N`. Pure. @throws StreamkitError USAGE */
export function executorsByComponent(given: string[]): Record<string, number> {
  return Object.fromEntries(
    given.map((text) => {
      const [, component = '', count = ''] = /^(.+)=([1-9]\d{0,4})$/.exec(text) ?? [];
      if (component === '')
        throw new StreamkitError(
          'USAGE',
          `--executors must be COMPONENT=N with a number above 0, but is "${text}".`,
        );
      return [component, Number(count)];
    }),
  );
}
