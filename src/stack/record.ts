import { randomBytes, randomInt } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { StreamkitError, systemCode } from '../shared/errors.js';
import { deletedSuffix, readIfThere, writeWhole } from '../shared/files.js';
import { isStackName, stackDir, type Home } from '../shared/home.js';

const recordSchema = z.object({
  version: z.literal(1),
  id: z.string(),
  /** The password of services that need one; the file that holds it is the user's alone. */
  secret: z.string(),
  engine: z.enum(['docker', 'local']),
  kafkaMode: z.enum(['zookeeper', 'kraft']),
  /** By service and port name. */
  ports: z.record(z.string(), z.record(z.string(), z.int().check(z.minimum(1), z.maximum(65_535)))),
  /** Images that were asked for in place of the usual ones, by service or product. */
  images: z.optional(z.record(z.string(), z.string())),
  /** The folder that connectors in containers share with the user. */
  exchange: z.optional(z.string()),
  createdAt: z.iso.datetime(),
});

/** What was decided at a stack's first `up` and must hold until its data is deleted. */
export type StackRecord = z.infer<typeof recordSchema>;

/**
 * The record of a stack, or undefined when there is no such stack.
 * @throws StreamkitError STACK_DAMAGED when it cannot be read as one
 */
export async function readRecord(home: Home, name: string): Promise<StackRecord | undefined> {
  const path = recordPath(home, name);
  try {
    const text = await readIfThere(path);
    if (text !== undefined) return recordSchema.parse(JSON.parse(text));
  } catch (error) {
    throw damaged(home, name, error);
  }
  // Whose folder holds services has been described before: by a new description they would be strangers to it.
  if (await hasFolders(stackDir(home, name))) throw damaged(home, name, new Error('it is gone'));
  return undefined;
}

function damaged(home: Home, name: string, cause: unknown): StreamkitError {
  const path = recordPath(home, name);
  const locked = systemCode(cause) === 'EACCES';
  const how = locked ? 'may not be read' : systemCode(cause) === undefined ? 'is damaged' : 'cannot be read';
  return new StreamkitError('STACK_DAMAGED', `The file that describes the stack ${name} ${how}: ${path}`, {
    suggestions: [
      ...(locked ? [`chmod u+rw ${path} gives you the right, if it is yours`] : []),
      `streamkit down --data --stack ${name} deletes the stack; the next up makes it anew`,
    ],
    cause,
  });
}

async function hasFolders(dir: string): Promise<boolean> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => []);
  return entries.some((entry) => entry.isDirectory());
}

export async function writeRecord(home: Home, name: string, record: StackRecord): Promise<void> {
  await writeWhole(recordPath(home, name), JSON.stringify(record, undefined, 2), 0o600);
}

/** Stands for a record that is lost: enough to find the stack's processes and files, and to delete them. */
export const blankRecord: StackRecord = {
  version: 1,
  id: '',
  secret: '',
  engine: 'local',
  kafkaMode: 'zookeeper',
  ports: {},
  createdAt: new Date(0).toISOString(),
};

/** The names of all stacks of this user on this machine, those included whose deletion was cut off. */
export async function stackNames(home: Home): Promise<string[]> {
  const entries = await readdir(home.stacks, { withFileTypes: true }).catch(() => []);
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => (name.endsWith(deletedSuffix) ? name.slice(0, -deletedSuffix.length) : name));
  return [...new Set(names)].filter(isStackName).sort();
}

/** 16 random bytes in base64url: the form of a Kafka cluster id (org.apache.kafka.common.Uuid), never "-" first. */
export function newStackId(): string {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? newStackId() : id;
}

/** 24 letters and digits: safe in every file format and address, about 140 bits. */
export function newSecret(): string {
  return Array.from({ length: 24 }, () => alphabet[randomInt(alphabet.length)]).join('');
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function recordPath(home: Home, name: string): string {
  return join(stackDir(home, name), 'stack.json');
}
