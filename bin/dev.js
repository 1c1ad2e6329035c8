#!/usr/bin/env -S node --import tsx
// Runs the TypeScript sources as they are, without a build and without the manifest that one leaves.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { execute, Plugin, settings } from '@oclif/core';

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
const pjson = JSON.parse(
  manifest.replaceAll('./dist/', './src/').replace('command-not-found.js', 'command-not-found.ts'),
);

// tsx is there already: oclif need not look for a way to run TypeScript.
settings.enableAutoTranspile = false;
const plugin = new Plugin({ root, pjson, isRoot: true, ignoreManifest: true });
await plugin.load();
await execute({ loadOptions: { root, plugins: new Map([[plugin.name, plugin]]) } });
