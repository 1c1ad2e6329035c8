import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { validateFiles } from '../../connect/create-connectors.js';
import type { Validation } from '../../connect/validate.js';

export default class ConnectorValidate extends BaseCommand {
  static override summary = 'Validate connector files without creating anything';
  static override examples = ['<%= config.bin %> connector validate local-file-source.properties'];
  static override strict = false;
  static override args = { file: Args.string({ description: 'connector files', required: true }) };

  async run(): Promise<{ connectors: Validation[] }> {
    const { flags, argv } = await this.parse(ConnectorValidate);
    const validated = await validateFiles(await this.open(flags), argv as string[], process.cwd());
    const connectors = validated.map(({ validation }) => validation);
    for (const { name, class: plugin } of connectors) this.log(`${name} is valid (${plugin})`);
    return { connectors };
  }
}
