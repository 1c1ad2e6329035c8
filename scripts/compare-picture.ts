// Draws docs/processors.png from docs/processors.json, which `streamkit compare --json` has written.
//   streamkit compare --records 200000 --rounds 3 --json > docs/processors.json && npm run picture:compare
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import type { Comparison } from '../src/compare/result.js';
import { comparisonHtml } from '../src/render/jobs/comparison-html.js';
import { chromiumPath } from '../test/console/chromium.js';

const docs = (name: string) => fileURLToPath(new URL(`../docs/${name}`, import.meta.url));
const [from = docs('processors.json'), to = docs('processors.png'), scheme = 'light'] = process.argv.slice(2);
const dir = await mkdtemp(join(tmpdir(), 'streamkit-compare-picture-'));
try {
  const page = join(dir, 'report.html');
  await writeFile(page, comparisonHtml(JSON.parse(await readFile(from, 'utf8')) as Comparison));
  const browser = await chromium.launch({ executablePath: chromiumPath() ?? '', args: ['--no-sandbox'] });
  const tab = await browser.newPage({
    viewport: { width: 1360, height: 900 },
    colorScheme: scheme === 'dark' ? 'dark' : 'light',
  });
  await tab.goto(pathToFileURL(page).href);
  await tab.screenshot({ path: to, fullPage: true });
  await browser.close();
} finally {
  await rm(dir, { recursive: true });
}
