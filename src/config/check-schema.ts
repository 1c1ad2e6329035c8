import * as z from 'zod/mini';
import { described, scalar, words } from './schema-parts.js';

/** A value as text, or an object or list that is written as JSON. */
const value = z.union([z.string(), z.record(z.string(), z.unknown()), z.array(z.unknown())]);
const within = described(z.string(), 'How long to wait (default: 30s).');
const services = described(words, 'Services or instances, such as kafka-2.');

/** Exactly one of the keys besides `name`. */
const stepSchema = z.strictObject({
  name: z.optional(described(z.string(), 'Name in reports (default: what the step does).')),
  produce: z.optional(
    z.strictObject({
      topic: z.string(),
      records: described(z.array(value), 'Values: text as it is, everything else as JSON.'),
      key: z.optional(described(z.string(), 'Key of each record.')),
    }),
  ),
  records: z.optional(
    z.strictObject({
      topic: z.string(),
      match: described(
        z.array(value),
        'What the topic must hold, in any order: text with * and ?, or an object whose fields a JSON, Avro or Protobuf value must have.',
      ),
      count: z.optional(described(z.int(), 'How many records the topic must hold.')),
      within: z.optional(within),
    }),
  ),
  sql: z.optional(
    z.strictObject({
      on: described(z.enum(['mysql', 'postgres', 'hive', 'cassandra']), 'Database.'),
      query: z.string(),
      rows: described(z.array(z.array(z.nullable(scalar))), 'All rows of the result, in order.'),
      within: z.optional(within),
    }),
  ),
  hdfs: z.optional(
    z.strictObject({
      path: described(z.string(), 'File, or folder with files.'),
      contains: described(z.string(), 'Text that it must contain.'),
      within: z.optional(within),
    }),
  ),
  kill: z.optional(services),
  pause: z.optional(services),
  unpause: z.optional(services),
  up: z.optional(services),
  run: z.optional(described(words, 'Command without a shell, which must end with exit code 0.')),
});

export const checkSchema = z.array(stepSchema).check(z.minLength(1));

/** A file of the folder `pipelines`. */
export const pipelineFileSchema = z.strictObject({ steps: checkSchema });

export type CheckStep = z.infer<typeof stepSchema>;
