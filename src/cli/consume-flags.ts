import { Flags } from '@oclif/core';

/** The flags of `consume`: what to read, which of it, and how to show it. */
export const consumeFlags = {
  'from-beginning': Flags.boolean({
    char: 'b',
    description: 'start at the first record',
    exclusive: ['offset'],
  }),
  offset: Flags.string({
    char: 'o',
    description: 'start offset or range: start, end, 100, +10, -10, 100:200, @-1h, @2024-01-31, @-1h:end',
    helpValue: 'RANGE',
  }),
  exit: Flags.boolean({ char: 'e', description: 'stop at the current end' }),
  max: Flags.integer({ char: 'n', description: 'stop after this many records', min: 1 }),
  partition: Flags.integer({
    char: 'p',
    description: 'only this partition (repeatable)',
    multiple: true,
    multipleNonGreedy: true,
    min: 0,
  }),
  group: Flags.string({
    char: 'g',
    description: 'read as a member of this consumer group and commit offsets',
  }),
  'read-committed': Flags.boolean({ description: 'skip records of aborted and open transactions' }),
  'filter-key': Flags.string({ description: 'only records with a matching key', helpValue: 'GLOB' }),
  'filter-value': Flags.string({ description: 'only records with a matching value', helpValue: 'GLOB' }),
  'filter-header': Flags.string({
    description: 'only records with a matching header',
    helpValue: 'NAME[=GLOB]',
  }),
  format: Flags.string({
    char: 'f',
    description:
      'output format: string, json, avro, json-each-row, hex, or a template such as "%p:%o %k=%v\\n"',
  }),
  strict: Flags.boolean({
    description: 'fail at the first key or value that cannot be read with its schema (exit code 4)',
  }),
  'raw-logical-types': Flags.boolean({
    description: 'show Avro dates, times and decimals as the numbers and bytes that hold them',
  }),
  keys: Flags.boolean({ description: 'show keys' }),
  headers: Flags.boolean({ description: 'show headers' }),
  timestamps: Flags.boolean({ description: 'show timestamps' }),
  offsets: Flags.boolean({ description: 'show topics, partitions and offsets' }),
  expect: Flags.integer({
    description: 'exit with 5 unless this many records arrive',
    min: 1,
    exclusive: ['max'],
  }),
  within: Flags.string({ description: 'how long --expect waits', default: '30s', helpValue: 'TIME' }),
};
