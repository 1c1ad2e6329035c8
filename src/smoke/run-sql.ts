import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { pluginPathOf } from '../connect/plugins/plugin-path.js';
import { findJava } from '../engines/local/java/java.js';
import { reactorModule } from '../engines/local/library/maven.js';
import type { Session } from '../stack/session.js';

/**
 * Runs statements on an SQLite file with the driver that an installed plugin brings, each in a transaction of its own. On
 * this machine's JDK, whatever runs the stack: it is what has built the plugin.
 */
export async function runSql(
  session: Session,
  plugin: string,
  database: string,
  statements: string[],
  signal: AbortSignal,
): Promise<void> {
  const folder = join(pluginPathOf(session), plugin);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const driver = entries.find(({ name }) => /^sqlite-jdbc.*\.jar$/.test(name));
  if (!driver) throw new Error(`${folder} has no SQLite driver`);
  const { java } = await findJava();
  // A source file as it is: the JDK compiles it in memory.
  const program = join(reactorModule('connect'), 'src/main/java/streamkit/connect/SqlScript.java');
  const classPath = ['-cp', join(driver.parentPath, driver.name)];
  const { all, exitCode } = await execa(
    java,
    [...classPath, program, `jdbc:sqlite:${database}`, ...statements],
    { all: true, reject: false, stdin: 'ignore', cancelSignal: signal },
  );
  if (exitCode !== 0) throw new Error(`the statements failed: ${all.split('\n').slice(0, 3).join(' ')}`);
}
