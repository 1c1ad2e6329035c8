import { Args } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { explanationText } from '../render/explanation.js';
import { table } from '../render/table.js';
import { didYouMean } from '../shared/closest.js';
import { errorCodes, explain, type ErrorExplanation } from '../shared/error-catalogue.js';
import { StreamkitError } from '../shared/errors.js';

export default class Explain extends BaseCommand {
  static override summary = 'Explain an error code';
  static override description =
    'Shows what the code means, its causes and how to fix them. Lists all codes if none is given.';
  static override examples = ['<%= config.bin %> explain', '<%= config.bin %> explain PORT_TAKEN'];
  static override args = {
    code: Args.string({ description: 'error code, as shown after an error message' }),
  };

  async run(): Promise<{ errors: ErrorExplanation[] }> {
    const { args } = await this.parse(Explain);
    if (args.code !== undefined) {
      const one = explain(codeOf(args.code));
      this.log(explanationText(one));
      return { errors: [one] };
    }
    const errors = errorCodes.map(explain);
    this.log(
      table(
        ['code', 'exit', 'meaning'],
        errors.map(({ code, exitCode, meaning }) => [
          code,
          String(exitCode),
          meaning.split(/(?<=[.:]) /)[0] ?? '',
        ]),
      ),
    );
    return { errors };
  }
}

function codeOf(typed: string): ErrorExplanation['code'] {
  const name = typed.toUpperCase().replaceAll('-', '_');
  const code = errorCodes.find((known) => known === name);
  if (code) return code;
  throw new StreamkitError('USAGE', `Unknown error code: ${typed}.`, {
    suggestions: didYouMean(name, errorCodes, 'Error codes'),
  });
}
