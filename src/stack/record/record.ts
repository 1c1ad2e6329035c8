import { randomBytes, randomInt } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StreamkitError, systemCode } from '../../shared/errors.js';
import { deletedSuffix, readIfThere, writeWhole } from '../../shared/files.js';
import { completeSuffix, finishReplacement } from '../../shared/replace-folder.js';
import { isStackName, stackDir, type Home } from '../../shared/home.js';
import { makeUsable } from '../../shared/system-error.js';
import { suggest } from '../../shared/suggestion.js';
import { NewerRecord, parseRecord, recordVersion, type StackRecord } from './record-format.js';

export type { StackRecord };

/**
 * The record of a stack, or undefined when there is no such stack.
 * @throws StreamkitError STACK_NEWER when a later streamkit wrote it, STACK_DAMAGED when it cannot be read
 */
export async function readRecord(home: Home, name: string): Promise<StackRecord | undefined> {
  const path = recordPath(home, name);
  try {
    const text = await readIfThere(path);
    if (text !== undefined) return parseRecord(text);
  } catch (error) {
    throw error instanceof NewerRecord ? newer(home, name, error) : damaged(home, name, error);
  }
  if (await finishReplacement(stackDir(home, name))) return readRecord(home, name);
  // A folder that holds services had a record. With a new one its services could not be matched.
  if (await holdsServices(stackDir(home, name))) throw damaged(home, name, new Error('it is gone'));
  return undefined;
}

function newer(home: Home, name: string, cause: Error): StreamkitError {
  return new StreamkitError(
    'STACK_NEWER',
    `Stack ${name} was made by a newer streamkit (${cause.message}).`,
    {
      suggestions: [
        `Update streamkit, or use another stack: --stack NAME. The stack's record: ${recordPath(home, name)}`,
      ],
      cause,
    },
  );
}

function damaged(home: Home, name: string, cause: unknown): StreamkitError {
  const path = recordPath(home, name);
  const locked = systemCode(cause) === 'EACCES';
  const how = locked
    ? 'cannot be read: permission denied'
    : systemCode(cause) === undefined
      ? 'is damaged'
      : 'cannot be read';
  return new StreamkitError('STACK_DAMAGED', `The record of stack ${name} ${how}: ${path}`, {
    suggestions: [
      ...(locked ? [`${makeUsable(path)}.`] : []),
      suggest('Delete the stack; the next up recreates it', 'down', '--data', '--stack', name),
    ],
    cause,
  });
}

/** Folders without files are what the Docker daemon creates for a compose file that names them. */
async function holdsServices(dir: string): Promise<boolean> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(dir, name));
  const held = await Promise.all(folders.map(holdsFiles));
  return held.includes(true);
}

async function holdsFiles(dir: string): Promise<boolean> {
  const entries = await readdir(dir, { withFileTypes: true, recursive: true }).catch(() => undefined);
  // What cannot be read may hold some.
  return entries === undefined || entries.some((entry) => !entry.isDirectory());
}

export async function writeRecord(home: Home, name: string, record: StackRecord): Promise<void> {
  await writeWhole(recordPath(home, name), JSON.stringify(record, undefined, 2), 0o600);
}

/** Replaces a record that cannot be read: enough to find the stack's processes and files, and to delete them. */
export const blankRecord: StackRecord = {
  version: recordVersion,
  id: '',
  secret: '',
  engine: 'local',
  kafkaMode: 'zookeeper',
  ports: {},
  createdAt: new Date(0).toISOString(),
};

/** The names of all stacks of this user on this machine, including those whose deletion or restore was interrupted. */
export async function stackNames(home: Home): Promise<string[]> {
  const entries = await readdir(home.stacks, { withFileTypes: true }).catch(() => []);
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const suffix = [deletedSuffix, completeSuffix].find((one) => name.endsWith(one)) ?? '';
      return name.slice(0, name.length - suffix.length);
    });
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
