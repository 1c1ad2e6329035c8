import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { playground } from './examples.js';
import { ownHome } from './own-home.js';
import { expectShown, Terminal, tutorialBlocks, type Beside, type Block } from './tutorial.js';

/** A test for each heading of the tutorial, with the blocks that are chosen by the comment above them. */
export async function runTutorial(chosen: (marker: string | undefined) => boolean): Promise<void> {
  const home = await ownHome();
  const { dir, env, write } = await playground(home);
  // What the tutorial's own first block says, for those who begin later.
  await write({ 'streamkit.yml': 'ports: auto\n' });
  const terminal = new Terminal(dir, env, join(dir, '.bin'));
  afterAll(async () => terminal.close());
  const blocks = await tutorialBlocks();

  for (const heading of new Set(blocks.map((block) => block.heading))) {
    const own = blocks.filter((block) => block.heading === heading);
    if (!own.some(({ kind, marker }) => kind === 'sh' && chosen(marker))) continue;
    test(heading, { timeout: 1_200_000 }, async () => runBlocks(own, chosen, terminal));
  }
}

async function runBlocks(
  blocks: Block[],
  chosen: (marker: string | undefined) => boolean,
  terminal: Terminal,
): Promise<void> {
  let beside: Beside | undefined;
  let printed: (() => string) | undefined;
  for (const { kind, marker, text } of blocks) {
    if (kind === 'text') {
      const second = marker === 'second terminal shows' ? beside : undefined;
      const shown = second ? () => second.output : printed;
      if (shown) await expect.poll(shown).toSatisfy((seen: string) => shows(text, seen));
      if (shown) expectShown(text, shown());
    } else if (!chosen(marker)) printed = undefined;
    else if (marker === 'second terminal') {
      await beside?.interrupt();
      const started = await terminal.pasteBeside(text);
      beside = started;
      printed = () => started.output;
    } else {
      const result = await terminal.paste(text);
      printed = () => result;
    }
  }
  await beside?.interrupt();
}

function shows(lines: string, seen: string): boolean {
  try {
    expectShown(lines, seen);
    return true;
  } catch {
    // Not yet: what is still missing is said by the last look.
    return false;
  }
}
