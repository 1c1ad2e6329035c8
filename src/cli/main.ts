import { execute, type Interfaces } from '@oclif/core';
import pjson from '../../package.json' with { type: 'json' };

/** Runs the command line. @param root the package's folder */
export async function main(root: string): Promise<void> {
  const [word, ...more] = process.argv.slice(2);
  // What scripts ask most is answered without oclif, in its words.
  if (word === '--version' && more.length === 0) {
    const { platform, arch, version } = process;
    console.log(`${pjson.name}/${pjson.version} ${platform}-${arch} node-${version}`);
    return;
  }
  // oclif's own logger is for DEBUG=oclif*, and not loaded otherwise.
  const logger = process.env['DEBUG'] === undefined ? { logger: silent('oclif') } : {};
  await execute({ loadOptions: { root, pjson: pjson as Interfaces.PJSON, ...logger } });
}

function silent(namespace: string): Interfaces.Logger {
  const ignore = () => undefined;
  const methods = { debug: ignore, error: ignore, info: ignore, trace: ignore, warn: ignore };
  return { ...methods, namespace, child: (name) => silent(`${namespace}:${name}`) };
}
