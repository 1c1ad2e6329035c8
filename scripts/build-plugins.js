// Plugins for esbuild, so that a command loads only the code that it uses.
import { readFileSync } from 'node:fs';

/**
 * Importing a built-in module evaluates all its exports, including lazily loaded ones: for `node:fs` alone, streams, promises
 * and readline. `getBuiltinModule` does not.
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

/**
 * Drop-in libraries that do the same as those that oclif uses, in a fraction of the time: without tables of emoji and regular
 * expressions over them.
 */
const faster = {
  'string-width': "module.exports = require('fast-string-width').default;",
  'wrap-ansi': "module.exports = require('fast-wrap-ansi').wrapAnsi;",
};

export const fasterLibraries = {
  name: 'faster-libraries',
  setup({ onLoad, onResolve }) {
    const filter = new RegExp(`^(${Object.keys(faster).join('|')})$`);
    onResolve({ filter }, ({ path }) => ({ path, namespace: 'faster' }));
    onLoad({ filter: /.*/, namespace: 'faster' }, ({ path }) => ({
      contents: faster[path],
      resolveDir: import.meta.dirname,
    }));
  },
};

/** Node prints a warning for Buffer's constructor outside node_modules, where bundled Thrift code is. */
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

/** Modules that are left out, by the importing file. */
const unused = [
  [/^wsl-utils$|\/locales\/index.js$/, /./],
  // Only for finding commands without a manifest.
  [/^(lilconfig|minimatch|tinyglobby)$/, /\/node_modules\/@oclif\/core\/lib\//],
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
 * Expensive modules that streamkit does not use: detection of Linux inside Windows, zod's messages in 40 languages,
 * dockerode's SSH and image builds, Kerberos of Hive's driver, and Thrift's JSON, web server and web sockets, some of which
 * have unfixed vulnerabilities.
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

/** All commands share the oclif that `main` loads, a file next to their chunks. */
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
