// Bundles the page of the console into dist/console: hashed names, and an index.html that loads them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

/** @param root the package's folder @returns esbuild's result, for the licenses */
export async function buildPage(root) {
  const outdir = join(root, 'dist/console');
  const result = await build({
    absWorkingDir: root,
    entryPoints: { main: 'src/console/page/main.tsx', style: 'src/console/page/styles/all.css' },
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: ['es2022', 'chrome123', 'firefox121', 'safari17.5'],
    minify: true,
    metafile: true,
    legalComments: 'none',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryNames: '[name]-[hash]',
    chunkNames: 'part-[hash]',
    tsconfig: 'src/console/page/tsconfig.json',
  });
  const names = Object.keys(result.metafile.outputs).map((path) => basename(path));
  const [script, style] = [/^main-.*\.js$/, /^style-.*\.css$/].map((pattern) =>
    names.find((name) => pattern.test(name)),
  );
  mkdirSync(outdir, { recursive: true });
  writeFileSync(join(outdir, 'index.html'), html(script, style));
  return result;
}

function html(script, style) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>streamkit console</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/${style}">
<script type="module" src="/${script}"></script>
</head>
<body>
<div id="app"></div>
<noscript>The console needs JavaScript.</noscript>
</body>
</html>
`;
}
