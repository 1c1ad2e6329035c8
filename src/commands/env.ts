import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { contextFlag } from '../cli/flags.js';
import { writeWhole } from '../shared/files.js';
import { settingsFormats, settingsText } from '../render/settings.js';
import type { ClientSettings } from '../services/settings/clients.js';
import { clientSettings } from '../stack/client-settings.js';
import { requireStack } from '../stack/endpoint.js';

export default class Env extends BaseCommand {
  static override summary = "Print the stack's addresses as settings for programs";
  static override description =
    'Covers every service of the stack. Without --secrets, passwords are replaced by the paths of the files that contain them. A file written with --secrets is readable only by you.';
  static override examples = [
    '<%= config.bin %> env',
    'eval "$(<%= config.bin %> env)"',
    '<%= config.bin %> env --format dotenv --output .env',
    '<%= config.bin %> env --format properties',
    '<%= config.bin %> env --format spring --secrets --output application-local.properties',
  ];
  static override flags = {
    ...contextFlag,
    format: Flags.option({ options: settingsFormats })({
      description: 'shell, .env file, JSON, Kafka client properties, or Spring Boot properties',
      default: 'sh',
    }),
    output: Flags.string({ char: 'o', description: 'write to a file instead of stdout', helpValue: 'FILE' }),
    secrets: Flags.boolean({ description: 'include passwords' }),
  };

  async run(): Promise<{ stack: string } & ClientSettings> {
    const { flags } = await this.parse(Env);
    const session = await this.open(flags);
    if (!session.context) requireStack(session);
    const settings = clientSettings(session, { secrets: flags.secrets });
    const text = settingsText(settings, flags.format);
    if (flags.output !== undefined) {
      await writeWhole(flags.output, text, flags.secrets ? 0o600 : 0o644);
      this.logToStderr(`Wrote ${flags.output}.`);
    } else if (!this.jsonEnabled()) process.stdout.write(text);
    return { stack: session.name, ...settings };
  }
}
