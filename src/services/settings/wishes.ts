import type { ServiceDefinition } from '../types.js';
import { withHeap, type HeapTable } from './heap.js';
import { withRestart, type RestartTable } from './restart.js';
import { withSettings, type SettingsTable } from './user-settings.js';

/** How the user wants the services to run, by service or product: keys of streamkit.yml, which the stack's record keeps. */
export interface Wishes {
  settings?: SettingsTable;
  restart?: RestartTable;
  heap?: HeapTable;
}

/** The services as the user wants them. Pure. @throws SettingsProblem, StreamkitError USAGE for an unknown service */
export function withWishes(
  services: ServiceDefinition[],
  { settings = {}, restart = {}, heap = {} }: Wishes,
): ServiceDefinition[] {
  return withHeap(withRestart(withSettings(services, settings), restart), heap);
}
