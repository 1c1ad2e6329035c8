#!/usr/bin/env node
const { createRequire, enableCompileCache } = process.getBuiltinModule('node:module');

// From Node 22 on: what was compiled in one run is there in the next.
enableCompileCache?.();
const { main } = createRequire(import.meta.url)('../dist/main.cjs');
await main(process.getBuiltinModule('node:path').dirname(import.meta.dirname));
