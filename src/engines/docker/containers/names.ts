import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Stack } from '../../engine.js';

/** What containers, networks and volumes carry, so that they are found again whatever their names are. */
export const labels = {
  /** The stack's name, for people. */
  stack: 'streamkit.stack',
  /** The stack's folder: which stack of that name it is. */
  dir: 'streamkit.dir',
  service: 'streamkit.service',
  container: 'streamkit.container',
  config: 'streamkit.config-hash',
  /** When a volume was made, in ms since 1970; the daemon's own time is that of the last change in it. */
  madeAt: 'streamkit.made-at',
} as const;

/** The name of a stack's network, and the beginning of its containers' and volumes' names. Other homes have other ones. */
export function projectName({ name, dir }: Pick<Stack, 'name' | 'dir'>): string {
  if (dir === join(homedir(), '.streamkit', 'stacks', name)) return `streamkit-${name}`;
  return `streamkit-${createHash('sha256').update(dir).digest('hex').slice(0, 6)}-${name}`;
}

export function stackLabels({ name, dir }: Pick<Stack, 'name' | 'dir'>): Record<string, string> {
  return { [labels.stack]: name, [labels.dir]: dir };
}

/** The daemon's filter for all that belongs to a stack. */
export function ofStack({ dir }: Pick<Stack, 'dir'>): { label: string[] } {
  return { label: [`${labels.dir}=${dir}`] };
}
