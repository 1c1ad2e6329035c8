// What esbuild changes in libraries on their way into dist/, so that a command loads only what it uses.
import { readFileSync } from 'node:fs';

/**
 * An import of a built-in module reads all its exports, and so loads what stands behind each: for the files alone that is
 * streams, promises and readline.
 */
export const plainBuiltins = {
  name: 'plain-builtins',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^node:/ }, ({ path, kind }) =>
      kind === 'import-statement' ? { path, namespace: 'built-in' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'built-in' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule('${path}');`,
    }));
  },
};

/** What oclif does at each start that takes milliseconds and comes to the same. */
const shortcuts = [
  // The versions of Node are npm's business.
  [/^checkNodeVersion\(\);$/gm, ''],
  // Command ids are plain ASCII: the first comparison by language would load the tables of all of them.
  [/(\w+\.\w+)\.localeCompare\((\w+\.\w+)\)/g, '($1 < $2 ? -1 : 1)'],
  // Two small files, for which Node would load its promises of files and start threads.
  [/await \(0, promises_1\.readFile\)\((path, 'utf8')\)/g, '(0, node_fs_1.readFileSync)($1)'],
  // Each template is compiled anew; most texts are none.
  [/return (ejs_1\.default\.render\((\w+), .*\));/g, "return $2.includes('<%') ? $1 : $2;"],
];

/** Libraries that do the same as these in a fraction of the time: without tables of emoji and expressions over them. */
const quicker = {
  'string-width': "module.exports = require('fast-string-width').default;",
  'wrap-ansi': "module.exports = require('fast-wrap-ansi').wrapAnsi;",
};

/**
 * oclif requires all of itself and of its libraries at start, whatever the command. Compiled by TypeScript, it names a
 * module `x_1` and reads its members where they are used: so the module can be loaded there, the first time it is used.
 */
export const lazyOclif = {
  name: 'lazy-oclif',
  setup({ onLoad, onResolve }) {
    onLoad({ filter: /@oclif\/core\/lib\/.*\.js$/ }, ({ path }) => {
      const text = shortcuts.reduce(
        (code, [long, short]) => code.replaceAll(long, short),
        readFileSync(path, 'utf8'),
      );
      const modules = [...text.matchAll(/^(?:const|var) (\w+_\d+) = (.*require\(".*"\)\)?);$/gm)];
      const lazy = modules.reduce(
        (code, [line, name, load]) =>
          code
            .replaceAll(new RegExp(`\\b${name}\\b(?! =)`, 'g'), `(${name}())`)
            .replace(line, `let ${name}_loaded; function ${name}() { return (${name}_loaded ??= ${load}); }`),
        text,
      );
      return { contents: lazy, loader: 'js' };
    });
    const filter = new RegExp(`^(${Object.keys(quicker).join('|')})$`);
    onResolve({ filter }, ({ path }) => ({ path, namespace: 'quicker' }));
    onLoad({ filter: /.*/, namespace: 'quicker' }, ({ path }) => ({
      contents: quicker[path],
      resolveDir: import.meta.dirname,
    }));
    // For spinners, and for finding commands where there is no manifest of them: from oclif's package, when used.
    onResolve({ filter: /^(cli-spinners|lilconfig|minimatch|tinyglobby)$/ }, ({ path }) => ({
      path,
      namespace: 'rarely-used',
    }));
    onLoad({ filter: /.*/, namespace: 'rarely-used' }, ({ path }) => ({
      contents: `module.exports = require('node:module').createRequire(require.resolve('@oclif/core'))('${path}');`,
    }));
    onResolve({ filter: /^@oclif\/core$/, namespace: 'rarely-used' }, ({ path }) => ({
      path,
      external: true,
    }));
  },
};

/** Node warns of Buffer's constructor outside node_modules, where Thrift's code is no longer. */
export const safeBuffers = {
  name: 'safe-buffers',
  setup({ onLoad }) {
    onLoad({ filter: /\/node_modules\/(hive-driver|node-int64|thrift)\/.*\.js$/ }, ({ path }) => ({
      contents: `function bufferOf(from, encoding) {
        return typeof from === 'number' ? Buffer.alloc(from) : Buffer.from(from, encoding);
      }
      ${readFileSync(path, 'utf8').replaceAll(/\bnew Buffer\(/g, 'bufferOf(')}`,
      loader: 'js',
    }));
  },
};

/** What is imported, and by whom. */
const unused = [
  [/^wsl-utils$|\/locales\/index.js$/, /./],
  [
    /^(\.\/(ssh|session|buildkit)|tar-fs|@balena\/dockerignore)$/,
    /\/node_modules\/(docker-modem|dockerode)\/lib\//,
  ],
  [
    /^(kerberos|\.\/(json_protocol|web_server|ws_connection|xhr_connection))$/,
    /\/node_modules\/(hive-driver|thrift)\//,
  ],
];

/**
 * What costs much and gives us nothing: telling Linux inside Windows from others, zod's messages in 40 languages, how
 * dockerode speaks SSH and builds images, how Hive's driver signs in by Kerberos, and Thrift's JSON, web server and web
 * sockets, some of which have vulnerabilities that no release mends.
 */
export const leftOut = {
  name: 'left-out',
  setup({ onLoad, onResolve }) {
    for (const [filter, importers] of unused) {
      onResolve({ filter }, ({ path, importer }) =>
        importers.test(importer) ? { path, namespace: 'left-out' } : undefined,
      );
    }
    onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'export const isWsl = false;' }));
  },
};

/** The commands' oclif is the very one that `main` has loaded; it lies beside their chunks. */
export const oneOclif = {
  name: 'one-oclif',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^@oclif\/core$/ }, ({ path }) => ({ path, namespace: 'one-oclif' }));
    onLoad({ filter: /.*/, namespace: 'one-oclif' }, () => ({
      contents: "module.exports = require('./oclif.cjs');",
    }));
    onResolve({ filter: /^\.\/oclif\.cjs$/ }, ({ path }) => ({ path, external: true }));
  },
};
