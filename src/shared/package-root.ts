import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json, jvm/ and templates/; the same for the sources and the bundle. */
export const packageRoot = findUp(dirname(fileURLToPath(import.meta.url)));

function findUp(dir: string): string {
  return existsSync(join(dir, 'package.json')) ? dir : findUp(dirname(dir));
}
