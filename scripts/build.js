// Bundles the CLI into dist/ (one entry a command, shared code in chunks) and writes oclif.manifest.json, so that
// `streamkit --help` reads two files and no command's libraries.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Plugin } from '@oclif/core';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const bundled = [
  ...['@oclif/core', 'chalk', 'string-width', 'fastest-levenshtein', 'execa', 'kafkajs', 'zod', 'dockerode'],
];

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

/**
 * oclif requires all of itself and of its libraries at start, whatever the command. Compiled by TypeScript, it names a
 * module `x_1` and reads its members where they are used: so the module can be loaded there, the first time it is used.
 */
const lazyOclif = {
  name: 'lazy-oclif',
  setup({ onLoad, onResolve }) {
    onLoad({ filter: /@oclif\/core\/lib\/.*\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const modules = [...text.matchAll(/^(?:const|var) (\w+_\d+) = (.*require\(".*"\)\)?);$/gm)];
      const lazy = modules.reduce(
        (code, [line, name, load]) =>
          code
            .replaceAll(new RegExp(`\\b${name}\\b(?! =)`, 'g'), `(${name}())`)
            .replace(line, `let ${name}_loaded; function ${name}() { return (${name}_loaded ??= ${load}); }`),
        text,
      );
      return { contents: lazy.replace(/^checkNodeVersion\(\);$/m, ''), loader: 'js' };
    });
    // What costs much and gives us nothing: telling Linux inside Windows from others, zod's messages in 40 languages.
    onResolve({ filter: /^wsl-utils$|\/locales\/index.js$/ }, ({ path }) => ({
      path,
      namespace: 'left-out',
    }));
    onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'export const isWsl = false;' }));
  },
};

/**
 * dockerode loads what speaks SSH, gRPC and tar at start, though a daemon on this machine needs none of it: each comes
 * from dockerode's own package when it is used.
 */
const lazyDockerode = {
  name: 'lazy-dockerode',
  setup({ onLoad, onResolve }) {
    const rarelyUsed = /^(\.\/ssh|\.\/session|\.\/buildkit|tar-fs|@balena\/dockerignore)$/;
    onResolve({ filter: rarelyUsed }, ({ path, importer }) => {
      const owner = /\/(docker-modem|dockerode)\/lib\/\w+\.js$/.exec(importer)?.[1];
      return owner && { path, namespace: `when-used-by-${owner}` };
    });
    for (const owner of ['dockerode', 'docker-modem']) {
      const nested = owner === 'dockerode' ? '' : `from = createRequire_(from.resolve('${owner}'));`;
      onLoad({ filter: /.*/, namespace: `when-used-by-${owner}` }, ({ path }) => ({
        contents: `
          let loaded;
          const load = () => {
            let from = createRequire_(createRequire_(__filename).resolve('dockerode'));
            ${nested}
            return (loaded ??= from('${path}'));
          };
          module.exports = new Proxy(function () {}, {
            apply: (_, self, args) => load().apply(self, args),
            get: (_, name) => load()[name],
          });`,
      }));
    }
  },
};

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
  // What many commands need is bundled, since loading many small files is what costs at start-up; a library that only
  // few commands need stays a package. oclif looks for typescript in development only.
  external: ['typescript', ...Object.keys(manifest.dependencies).filter((name) => !bundled.includes(name))],
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  plugins: [lazyOclif, lazyDockerode],
  banner: { js: commonJsNames },
});

const plugin = new Plugin({ root, ignoreManifest: true, errorOnManifestCreate: true });
await plugin.load();
writeFileSync(join(root, 'oclif.manifest.json'), JSON.stringify(plugin.manifest));
