import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The system's Chromium: CHROMIUM_PATH, else by its usual names on the PATH; undefined where there is none. */
export function chromiumPath(environment = process.env): string | undefined {
  const given = environment['CHROMIUM_PATH'] ?? '';
  if (given !== '') return given;
  const folders = (environment['PATH'] ?? '').split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(existsSync);
}
