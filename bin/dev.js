#!/usr/bin/env -S node --import tsx
// Runs the TypeScript sources as they are, without a build.
process.env.NODE_ENV = 'development';
const { main } = await import('../src/main.ts');

await main(import.meta.url, { development: true });
