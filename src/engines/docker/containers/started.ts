import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere, writeWhole } from '../../../shared/files.js';
import type { ServiceDefinition } from '../../../services/types.js';
import type { Stack } from '../../engine.js';
import type { Seen } from './observe.js';

/** How long a service took until it answered, noted with its container: it says nothing of another one. */
interface Started {
  id: string;
  startedInMs: number;
}

export async function noteStarted(
  stack: Stack,
  service: ServiceDefinition,
  [first]: Seen[],
  startedInMs: number,
): Promise<void> {
  if (!first) return;
  const started: Started = { id: first.id, startedInMs };
  await writeWhole(pathOf(stack, service), JSON.stringify(started));
}

export async function readStarted(
  stack: Stack,
  service: ServiceDefinition,
  seen: Seen[],
): Promise<number | undefined> {
  const text = await readIfThere(pathOf(stack, service));
  if (text === undefined) return undefined;
  const { id, startedInMs } = JSON.parse(text) as Started;
  return seen.some((container) => container.id === id) ? startedInMs : undefined;
}

export async function forgetStarted(stack: Stack, service: ServiceDefinition): Promise<void> {
  await rm(pathOf(stack, service), { force: true });
}

function pathOf(stack: Stack, { name }: ServiceDefinition): string {
  return join(stack.dir, name, 'started.json');
}
