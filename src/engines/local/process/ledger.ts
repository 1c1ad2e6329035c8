import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { readIfThere, writeWhole } from '../../../shared/files.js';

const processSchema = z.object({ pid: z.int().check(z.positive()), startTime: z.string() });

const entrySchema = z.object({
  process: processSchema,
  /** The process of its relay. */
  relay: z.optional(processSchema),
  /** The process that starts it again when it ends by itself. */
  keeper: z.optional(processSchema),
  /** How often that happened since the last start by a command; time and reason are the last ones. */
  restarts: z.optional(z.object({ count: z.int(), at: z.iso.datetime(), why: z.string() })),
  configHash: z.string(),
  startedAt: z.iso.datetime(),
  startedInMs: z.optional(z.number().check(z.nonnegative())),
});

/** What we know of a process that we started: one file a service, so that parallel starts never share one. */
export type LedgerEntry = z.infer<typeof entrySchema>;

/** The entry in a service's folder, or undefined where there is none that can be read. */
export async function readEntry(dir: string): Promise<LedgerEntry | undefined> {
  try {
    const text = await readIfThere(path(dir));
    if (text === undefined) return undefined;
    return entrySchema.parse(JSON.parse(text));
  } catch {
    // A damaged entry is as good as none: the process itself is still found by its marker.
    return undefined;
  }
}

export async function writeEntry(dir: string, entry: LedgerEntry): Promise<void> {
  await writeWhole(path(dir), JSON.stringify(entry));
}

export async function deleteEntry(dir: string): Promise<void> {
  await rm(path(dir), { recursive: true, force: true });
}

function path(dir: string): string {
  return join(dir, 'process.json');
}
