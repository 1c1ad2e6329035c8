import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hostContext } from '../engines/host-context.js';
import type { Session } from '../session.js';
import { findService } from '../services/catalogue.js';
import { pluginFolder } from '../services/connect.js';
import { runningStack } from '../stack/endpoint.js';

/** Runs statements on an SQLite file with the driver that an installed plugin brings, each in a transaction of its own. */
export async function runSql(
  session: Session,
  plugin: string,
  database: string,
  statements: string[],
  signal: AbortSignal,
): Promise<void> {
  const stack = runningStack(session, 'connect');
  const service = findService(session.services, 'connect');
  const folder = join(pluginFolder(hostContext(stack, service).dir), plugin);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const driver = entries.find(({ name }) => /^sqlite-jdbc.*\.jar$/.test(name));
  if (!driver) throw new Error(`${folder} has no SQLite driver`);
  const output: string[] = [];
  const { code } = await session.engine.runJava(stack, service, {
    mainClass: 'streamkit.connect.SqlScript',
    arguments: [`jdbc:sqlite:${database}`, ...statements],
    jars: [join(driver.parentPath, driver.name)],
    systemProperties: {},
    environment: {},
    signal,
    onLine: (line) => output.push(line),
  });
  if (code !== 0) throw new Error(`the statements failed: ${output.slice(0, 3).join(' ')}`);
}
