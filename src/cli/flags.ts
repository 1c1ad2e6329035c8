import { Args, Flags } from '@oclif/core';
import { StreamkitError } from '../shared/errors.js';
import { kafkaModes } from '../services/types.js';

/** Flags and arguments that several commands share. */

export const servicesArgument = Args.string({ description: 'service names (default: all)' });

export const engineFlag = Flags.option({ options: ['auto', 'docker', 'local'] as const })({
  description: 'how to run services (fixed once the stack exists)',
});

export const kafkaModeFlag = Flags.option({ options: kafkaModes })({
  description: 'Kafka 3.9 with ZooKeeper, or Kafka 4 with KRaft',
});

/** For commands that read from a remote cluster as well as from a stack. */
export const contextFlag = {
  context: Flags.string({
    description: 'remote cluster to use in place of a stack (local: the local stack)',
    helpValue: 'NAME',
    helpGroup: 'GLOBAL',
  }),
};

/** For commands that can change a remote cluster. */
export const writingContextFlags = {
  ...contextFlag,
  'allow-write': Flags.boolean({
    description: 'allow changes on a read-only context',
    helpGroup: 'GLOBAL',
  }),
};

/** For commands that delete or overwrite what is in a remote cluster. */
export const destructiveContextFlags = {
  ...writingContextFlags,
  yes: Flags.boolean({ char: 'y', description: 'do not ask for confirmation on a remote context' }),
};

/** `kafka=19092` or `kafka.client=19092`; repeatable. */
export const portFlag = Flags.string({
  description: 'port of a service, for example kafka=19092 (repeatable)',
  multiple: true,
  multipleNonGreedy: true,
  helpValue: 'SERVICE=NUMBER',
});

export const schemaReferencesFlag = Flags.string({
  description: 'registered schema that this one refers to or imports (repeatable)',
  helpValue: 'NAME=SUBJECT:VERSION',
  multiple: true,
  multipleNonGreedy: true,
});

/** @throws StreamkitError USAGE for a value that is not NAME=NUMBER */
export function parsePorts(values: string[]): Record<string, number> {
  return Object.fromEntries(
    values.map((value) => {
      const [, name = '', digits = ''] = /^([a-z\d.-]+)=(\d{1,5})$/.exec(value) ?? [];
      const port = Number(digits);
      if (name !== '' && port >= 1 && port <= 65_535) return [name, port];
      throw new StreamkitError('USAGE', `--port ${value}: expected SERVICE=NUMBER.`, {
        suggestions: ['For example: --port kafka=19092. Ports go from 1 to 65535.'],
      });
    }),
  );
}

/** `1,2,3`. @throws StreamkitError USAGE for anything but ids of brokers */
export function parseBrokers(text: string): number[] {
  if (/^\d+(,\d+)*$/.test(text)) return [...new Set(text.split(',').map(Number))];
  throw new StreamkitError('USAGE', `--brokers ${text} is not a list of broker ids.`, {
    suggestions: ['Write it as --brokers 1,2,3.'],
  });
}

/** Instances by service. @throws StreamkitError USAGE for anything but SERVICE=NUMBER */
export function parseScale(values: string[]): Record<string, number> {
  return Object.fromEntries(
    Object.entries(parseAssignments('--scale', values, 'kafka=3')).map(([name, digits]) => {
      if (/^\d{1,3}$/.test(digits)) return [name, Number(digits)];
      throw new StreamkitError(
        'USAGE',
        `--scale ${name}=${digits}: "${digits}" is not a number of instances.`,
        {
          suggestions: ['Write it as --scale kafka=3.'],
        },
      );
    }),
  );
}

/**
 * The pairs of a repeatable `NAME=VALUE` flag; the value may contain more equals signs and be empty.
 * @param example a pair as users write it
 * @throws StreamkitError USAGE for one without a name or an equals sign
 */
export function parsePairs(flag: string, values: string[], example: string): [string, string][] {
  return values.map((text) => {
    const at = text.indexOf('=');
    if (at > 0) return [text.slice(0, at).trim(), text.slice(at + 1)];
    throw new StreamkitError('USAGE', `${flag} ${text} is not a name and a value.`, {
      suggestions: [`Write it as ${flag} ${example}.`],
    });
  });
}

/** The same as an object: the last one of a name wins. @throws StreamkitError USAGE, see `parsePairs` */
export function parseAssignments(flag: string, values: string[], example: string): Record<string, string> {
  return Object.fromEntries(parsePairs(flag, values, example));
}
