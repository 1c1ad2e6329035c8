import { fileURLToPath } from 'node:url';
import { execute, type Interfaces } from '@oclif/core';

/** Runs the command line. @param dir the URL of the calling bin file, from which oclif finds the package */
export async function main(dir: string): Promise<void> {
  // oclif's own logger is for DEBUG=oclif*, and not loaded otherwise.
  const loadOptions =
    process.env['DEBUG'] === undefined ? { root: fileURLToPath(dir), logger: silent('oclif') } : dir;
  await execute({ dir, loadOptions });
}

function silent(namespace: string): Interfaces.Logger {
  const ignore = () => undefined;
  const methods = { debug: ignore, error: ignore, info: ignore, trace: ignore, warn: ignore };
  return { ...methods, namespace, child: (name) => silent(`${namespace}:${name}`) };
}
