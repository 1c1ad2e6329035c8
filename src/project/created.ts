import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod/mini';
import { StreamkitError } from '../shared/errors.js';
import { readIfThere, writeWhole } from '../shared/files.js';
import { textChecksum } from './checksum.js';
import { nothingCreated, type Created } from './types.js';

const createdSchema = z.object({
  topics: z.record(z.string(), z.array(z.string())),
  subjects: z.array(z.string()),
  connectors: z.array(z.string()),
  plugins: z.record(z.string(), z.object({ folder: z.string(), checksum: z.string() })),
  commands: z._default(z.array(z.string()), []),
  folders: z.array(z.string()),
  files: z.record(z.string(), z.string()),
  data: z.record(z.string(), z.string()),
  jobs: z.record(
    z.string(),
    z.object({ checksum: z.string(), ids: z.array(z.string()), savepoint: z.optional(z.string()) }),
  ),
});

/**
 * What `apply` of a project has created in a stack, which several projects may share.
 * @param stackDir whose deletion forgets it
 * @param projectDir folder of the project's streamkit.yml
 * @throws StreamkitError STACK_DAMAGED
 */
export async function readCreated(stackDir: string, projectDir: string): Promise<Created> {
  const path = pathIn(stackDir, projectDir);
  const text = await readIfThere(path);
  if (text === undefined) return structuredClone(nothingCreated);
  try {
    return createdSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new StreamkitError('STACK_DAMAGED', `The record of what apply created is damaged: ${path}`, {
      suggestions: ['Delete the file: apply then treats everything that exists as created by others.'],
      cause: error,
    });
  }
}

export async function writeCreated(stackDir: string, projectDir: string, created: Created): Promise<void> {
  const path = pathIn(stackDir, projectDir);
  await mkdir(dirname(path), { recursive: true });
  await writeWhole(path, JSON.stringify(created, undefined, 2), 0o600);
}

function pathIn(stackDir: string, projectDir: string): string {
  return join(stackDir, 'projects', `${textChecksum(projectDir).slice(0, 16)}.json`);
}
