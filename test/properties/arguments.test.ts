import { Args, Config, Flags } from '@oclif/core';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { BaseCommand } from '../../src/cli/base-command.js';

class Words extends BaseCommand {
  static override strict = false;
  static override args = { first: Args.string({ ignoreStdin: true }) };
  static override flags = { name: Flags.string() };

  async run() {
    return (await this.parse(Words)).argv;
  }
}

const config = await Config.load(import.meta.dirname);
const typed = async (argv: string[]) => new Words(argv, config).run();
/** Few words, so that they repeat; some look like flags, some are flags' values. */
const word = fc.constantFrom('a', 'b', '1', '', '-c', '--x', '--name', 'é');

test('arguments keep their order and number, however often one is repeated', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(word), async (words) => {
      expect(await typed(['--name', 'a', '--', ...words])).toEqual(words);
    }),
  );
});

test('a value of a flag that is an argument as well changes nothing', async () => {
  expect(await typed(['b', '--name', 'a', 'a', 'b'])).toEqual(['b', 'a', 'b']);
});
