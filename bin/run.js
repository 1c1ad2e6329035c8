#!/usr/bin/env node
// What follows until the check is understood by old versions of Node.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Error: streamkit needs Node 20.19 or later; this is ${process.versions.node}. [NODE_UNFIT]`);
  console.error('  → Install a current version of Node (https://nodejs.org), and streamkit again with it');
  process.exit(3);
}

const { createRequire, enableCompileCache } = process.getBuiltinModule('node:module');

// From Node 22 on: what was compiled in one run is there in the next.
enableCompileCache?.();
const { main } = createRequire(import.meta.url)('../dist/main.cjs');
await main(process.getBuiltinModule('node:path').dirname(import.meta.dirname));
