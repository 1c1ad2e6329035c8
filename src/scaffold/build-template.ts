import { basename } from 'node:path';
import { execa } from 'execa';
import { StreamkitError } from '../shared/errors.js';
import { scaffold } from './scaffold.js';

/**
 * Creates a project from a template and builds it with Maven, without its tests.
 * @param dir of the project; does not exist yet
 * @returns the path of its jar
 * @throws StreamkitError INTERNAL with the first lines of Maven
 */
export async function buildTemplate(
  { template, dir, options }: { template: string; dir: string; options: Record<string, string> },
  signal: AbortSignal,
): Promise<string> {
  await scaffold({ template, dir, options });
  const { exitCode, all } = await execa('mvn', ['--batch-mode', '--quiet', 'package', '-DskipTests'], {
    cwd: dir,
    all: true,
    reject: false,
    stdin: 'ignore',
    cancelSignal: signal,
    forceKillAfterDelay: 2000,
  });
  signal.throwIfAborted();
  if (exitCode !== 0) {
    throw new StreamkitError('INTERNAL', `mvn package failed for the template ${template}.`, {
      evidence: all.split('\n').slice(0, 5),
    });
  }
  return `${dir}/target/${options['artifact'] ?? basename(dir)}-1.0.0.jar`;
}
