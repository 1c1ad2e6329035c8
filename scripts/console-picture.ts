// Takes docs/console.png from the page of a real console: a file that becomes a topic, its readers, and a file again.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { chromiumPath } from '../test/console/chromium.js';
import { homeAt, startStreamkit, streamkit } from '../test/support/cli.js';

const dir = await mkdtemp(join(tmpdir(), 'streamkit-console-picture-'));
const env = homeAt(dir);
const text = 'org.apache.kafka.connect.storage.StringConverter';
const background: ReturnType<typeof startStreamkit>[] = [];

async function run(...args: string[]): Promise<void> {
  const { exitCode, stderr } = await streamkit(args, { env });
  if (exitCode !== 0) throw new Error(`streamkit ${args.join(' ')}: ${stderr}`);
}

function start(...args: string[]) {
  const child = startStreamkit(args, { env });
  background.push(child);
  return child;
}

async function connector(name: string, settings: Record<string, string>): Promise<void> {
  const file = join(dir, `${name}.json`);
  const shared = { 'tasks.max': '1', 'key.converter': text, 'value.converter': text };
  await writeFile(file, JSON.stringify({ name, config: { ...shared, ...settings } }));
  await run('connector', 'create', file);
}

try {
  await run('up', 'connect', '--ports', 'auto');
  await run('topic', 'create', 'orders', '--partitions', '3');
  await run('topic', 'create', 'payments');
  await writeFile(join(dir, 'payments.txt'), '1\n');
  await connector('payments-in', {
    'connector.class': 'FileStreamSource',
    file: join(dir, 'payments.txt'),
    topic: 'payments',
  });
  await connector('orders-archive', {
    'connector.class': 'FileStreamSink',
    file: join(dir, 'archive.txt'),
    topics: 'orders,payments',
  });
  const producer = start('produce', 'orders', '--rate', '250');
  producer.stdin?.write('{"id":1,"amount":12.5}\n'.repeat(50_000));
  void start('consume', 'orders', '--group', 'billing');
  const child = start('console', '--json', '--port', '0');
  if (!child.stdout) throw new Error('the console prints nothing');
  let line = '';
  for await (line of createInterface(child.stdout)) break;
  const { url } = JSON.parse(line) as { url: string };
  const browser = await chromium.launch({ executablePath: chromiumPath() ?? '', args: ['--no-sandbox'] });
  const page = await browser.newPage({ viewport: { width: 1440, height: 620 } });
  await page.goto(url);
  await page.locator('.flow-label', { hasText: '/s' }).nth(2).waitFor();
  // Rates are taken over some seconds.
  await page.waitForTimeout(8000);
  await page.screenshot({ path: fileURLToPath(new URL('../docs/console.png', import.meta.url)) });
  await browser.close();
} finally {
  for (const child of background) child.kill('SIGINT');
  await Promise.all(background);
  await streamkit(['down', '--all', '--data', '--yes'], { env });
  await rm(dir, { recursive: true });
}
