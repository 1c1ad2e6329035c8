// Collects the licenses of bundled packages: each requires that its text is included.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes the license of each package that these builds of esbuild took code from.
 * @param root what the builds' paths are below
 * @throws for a package that has no license
 */
export function writeLicenses(builds, root, file) {
  const inputs = builds.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const dirs = inputs.map((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  const packages = [...new Set(dirs.filter((dir) => dir !== undefined))];
  const licenses = new Set(packages.map((dir) => licenseOf(join(root, dir))));
  writeFileSync(file, [...licenses].sort().join(`\n\n${'-'.repeat(80)}\n\n`));
}

function licenseOf(dir) {
  const { name, version, license } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'));
  const file = readdirSync(dir).find((entry) => /^licen[cs]e/i.test(entry));
  if (license === undefined && file === undefined) throw new Error(`${name} has no license`);
  const text = file === undefined ? '' : readFileSync(join(dir, file), 'utf8').trim();
  return `${name} ${version}, ${license}\n\n${text}`.trim();
}
