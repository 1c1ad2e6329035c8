import { Flags } from '@oclif/core';

/** The flags of `consume`: what to read, which of it, and how to show it. */
export const consumeFlags = {
  'from-beginning': Flags.boolean({
    char: 'b',
    description: 'from the first record on',
    exclusive: ['offset'],
  }),
  offset: Flags.string({
    char: 'o',
    description: 'from there on, or a range: start, end, 100, +10, -10, 100:200, @-1h, @2024-01-31, @-1h:end',
    helpValue: 'RANGE',
  }),
  exit: Flags.boolean({ char: 'e', description: 'stop at what is the end now' }),
  max: Flags.integer({ char: 'n', description: 'stop after that many records', min: 1 }),
  partition: Flags.integer({
    char: 'p',
    description: 'only this partition, any number of times',
    multiple: true,
    multipleNonGreedy: true,
    min: 0,
  }),
  group: Flags.string({ char: 'g', description: 'read as a member of this group, and commit' }),
  'read-committed': Flags.boolean({ description: 'only records of transactions that were committed' }),
  'filter-key': Flags.string({ description: 'only records with such a key', helpValue: 'GLOB' }),
  'filter-value': Flags.string({ description: 'only records with such a value', helpValue: 'GLOB' }),
  'filter-header': Flags.string({ description: 'only records with such a header', helpValue: 'NAME[=GLOB]' }),
  format: Flags.string({
    char: 'f',
    description: 'string, json, avro, json-each-row, hex, or a template such as "%p:%o %k=%v\\n"',
  }),
  keys: Flags.boolean({ description: 'show keys' }),
  headers: Flags.boolean({ description: 'show headers' }),
  timestamps: Flags.boolean({ description: 'show times' }),
  offsets: Flags.boolean({ description: 'show topic, partition and offset' }),
  expect: Flags.integer({ description: 'fail unless that many records come', min: 1, exclusive: ['max'] }),
  within: Flags.string({ description: 'how long --expect waits', default: '30s', helpValue: 'TIME' }),
};
