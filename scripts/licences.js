// The licences of what is bundled: each asks that its text goes along.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes the licence of each package that these builds of esbuild took code from.
 * @param root what the builds' paths are below
 * @throws for a package that has no licence
 */
export function writeLicences(builds, root, file) {
  const inputs = builds.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const dirs = inputs.map((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  const packages = [...new Set(dirs.filter((dir) => dir !== undefined))];
  const licences = new Set(packages.map((dir) => licenceOf(join(root, dir))));
  writeFileSync(file, [...licences].sort().join(`\n\n${'-'.repeat(80)}\n\n`));
}

function licenceOf(dir) {
  const { name, version, license } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'));
  const file = readdirSync(dir).find((entry) => /^licen[cs]e/i.test(entry));
  if (license === undefined && file === undefined) throw new Error(`${name} has no licence`);
  const text = file === undefined ? '' : readFileSync(join(dir, file), 'utf8').trim();
  return `${name} ${version}, ${license}\n\n${text}`.trim();
}
