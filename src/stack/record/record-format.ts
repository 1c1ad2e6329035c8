import * as z from 'zod/mini';

/** The format that is written. Raise it, with a step in `migrations`, whenever an older streamkit could misread a record. */
export const recordVersion = 3;

const recordSchema = z.object({
  version: z.literal(recordVersion),
  id: z.string(),
  /** The password of services that need one. Only the user can read the file. */
  secret: z.string(),
  engine: z.enum(['docker', 'local']),
  kafkaMode: z.enum(['zookeeper', 'kraft']),
  /** Whether brokers, registry and Connect have TLS and SASL. */
  secure: z.optional(z.boolean()),
  /** Whether brokers and ZooKeeper are behind relays, which network faults need. */
  relay: z.optional(z.boolean()),
  /** By service and port name. */
  ports: z.record(z.string(), z.record(z.string(), z.int().check(z.minimum(1), z.maximum(65_535)))),
  /** Whether services that are added get free ports, since the stack was made with `--ports auto`. */
  autoPorts: z.optional(z.boolean()),
  /** What `up` starts without names, for a stack that was restored from a snapshot: the services of the snapshot. */
  services: z.optional(z.array(z.string())),
  /** Services that the stack has several times: how many, and how many there were at the first `up`. */
  instances: z.optional(
    z.record(
      z.string(),
      z.object({ count: z.int().check(z.positive()), founders: z.int().check(z.positive()) }),
    ),
  ),
  /** Images that were asked for in place of the usual ones, by service or product. */
  images: z.optional(z.record(z.string(), z.string())),
  /** What the user sets with the products' own names, by service or product. */
  settings: z.optional(
    z.record(z.string(), z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  ),
  /** Whether services are restarted when they end by themselves, where the user says so, by service or product. */
  restart: z.optional(z.record(z.string(), z.boolean())),
  /** The largest heap of services that are JVMs, by service or product. */
  heap: z.optional(z.record(z.string(), z.string())),
  /** The folder that connectors in containers share with the user. */
  exchange: z.optional(z.string()),
  createdAt: z.iso.datetime(),
});

/** What was decided at a stack's first `up` and must hold until its data is deleted. */
export type StackRecord = z.infer<typeof recordSchema>;

/** From each older format to the next one. */
const migrations: Record<number, (older: object) => object> = {
  1: (older) => ({ ...older, version: 2 }),
  2: (older) => ({ ...older, version: 3 }),
};

/** The record was written by a later streamkit, in a format that this one does not know. */
export class NewerRecord extends Error {}

/**
 * A record from the text of its file, whichever version wrote it. Pure.
 * @throws NewerRecord, or the parser's errors for anything that is not a record
 */
export function parseRecord(text: string): StackRecord {
  let found: unknown = JSON.parse(text);
  for (let version = versionOf(found); version !== recordVersion; version = versionOf(found)) {
    if (version > recordVersion) throw new NewerRecord(`format ${version}`);
    const migrate = migrations[version];
    if (!migrate) throw new Error(`there is no format ${version}`);
    found = migrate(found as object);
  }
  return recordSchema.parse(found);
}

function versionOf(found: unknown): number {
  return z.object({ version: z.int() }).parse(found).version;
}
