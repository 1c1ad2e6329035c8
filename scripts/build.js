// Bundles the CLI into dist/ (one entry a command, shared code in chunks) and writes oclif.manifest.json, so that
// `streamkit --help` reads two files and no command's libraries.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Plugin } from '@oclif/core';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const bundled = ['@oclif/core', 'chalk', 'string-width', 'fastest-levenshtein'];

/** The names that bundled CommonJS modules expect to find. */
const commonJsNames = [
  "import { createRequire as createRequire_ } from 'node:module';",
  "import { dirname as dirname_ } from 'node:path';",
  "import { fileURLToPath as fileURLToPath_ } from 'node:url';",
  'const require = createRequire_(import.meta.url);',
  'const __filename = fileURLToPath_(import.meta.url);',
  'const __dirname = dirname_(__filename);',
].join('\n');

const commands = readdirSync(join(root, 'src/commands'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => join(entry.parentPath, entry.name));

rmSync(join(root, 'dist'), { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: [
    join(root, 'src/main.ts'),
    join(root, 'src/command-not-found.ts'),
    join(root, 'src/engines/local/archive-job.ts'),
    ...commands,
  ],
  outbase: 'src',
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // What every command needs is bundled, since loading many small files is what costs at start-up; a library that only
  // some commands need stays a package. oclif looks for typescript in development only.
  external: ['typescript', ...Object.keys(manifest.dependencies).filter((name) => !bundled.includes(name))],
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  banner: { js: commonJsNames },
});

const plugin = new Plugin({ root, ignoreManifest: true, errorOnManifestCreate: true });
await plugin.load();
writeFileSync(join(root, 'oclif.manifest.json'), JSON.stringify(plugin.manifest));
