#!/usr/bin/env node
import module from 'node:module';

// From Node 22 on: what was compiled in one run is there in the next.
module.enableCompileCache?.();
const { main } = await import('../dist/main.js');

await main(import.meta.url);
