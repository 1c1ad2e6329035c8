// Bundles the CLI into dist/ and writes oclif.manifest.json. Code that every start needs is CommonJS, which Node loads faster:
// main.cjs and oclif.cjs. The commands are ES modules, one entry each, with shared code in chunks.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Plugin } from '@oclif/core';
import { build } from 'esbuild';
import typescript from 'typescript';
import { buildPage } from './build-page.js';
import { writeLicenses } from './licenses.js';
import { fasterLibraries, leftOut, oneOclif, plainBuiltins, safeBuffers } from './build-plugins.js';

const root = fileURLToPath(new URL('..', import.meta.url));

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The names that bundled CommonJS modules expect to find. */
const commonJsNames = [
  "const require = process.getBuiltinModule('node:module').createRequire(import.meta.url);",
  'const __filename = import.meta.filename;',
  'const __dirname = import.meta.dirname;',
].join('\n');

const entries = readdirSync(join(root, 'src/commands'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => join(entry.parentPath, entry.name));

const common = {
  metafile: true,
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
};

rmSync(join(root, 'dist'), { recursive: true, force: true });
const oclif = await build({
  ...common,
  // oclif looks for typescript in development only.
  external: ['typescript'],
  entryPoints: { oclif: 'src/cli/oclif.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  plugins: [fasterLibraries, leftOut],
});
const main = await build({
  ...common,
  entryPoints: ['src/cli/main.ts'],
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  plugins: [oneOclif],
});
const commands = await build({
  ...common,
  entryPoints: [
    'src/cli/command-not-found.ts',
    'src/cli/help.ts',
    'src/engines/local/java/archive-job.ts',
    'src/engines/local/relay/relay-job.ts',
    'src/engines/local/keeper/keeper-job.ts',
    'src/testing/index.ts',
    ...entries,
  ],
  outbase: 'src',
  outdir: 'dist',
  splitting: true,
  format: 'esm',
  // Libraries that many commands need are bundled, since loading many small files is slow, and are development dependencies.
  // Libraries that few commands need stay packages.
  external: Object.keys(manifest.dependencies),
  plugins: [plainBuiltins, oneOclif, leftOut, safeBuffers],
  banner: { js: commonJsNames },
});

// The declarations of the library, from files that import no others.
for (const name of ['index', 'types']) {
  const source = readFileSync(join(root, `src/testing/${name}.ts`), 'utf8');
  const { outputText } = typescript.transpileDeclaration(source, { fileName: `${name}.ts` });
  writeFileSync(join(root, `dist/testing/${name}.d.ts`), outputText);
}

const page = await buildPage(root);

const plugin = new Plugin({ root, ignoreManifest: true, errorOnManifestCreate: true });
await plugin.load();
writeFileSync(join(root, 'oclif.manifest.json'), JSON.stringify(plugin.manifest));

writeLicenses([oclif, main, commands, page], root, join(root, 'dist/licenses.txt'));
