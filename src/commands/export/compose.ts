import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { writeWhole } from '../../shared/files.js';
import { kafkaModeFlag, servicesArgument } from '../../cli/flags.js';
import { exportCompose } from '../../stack/export-compose.js';

export default class ExportCompose extends BaseCommand {
  static override summary = 'Write the stack as a Docker Compose file';
  static override description =
    'The file defines the same containers, addresses and settings that the Docker engine uses. It reads the password of MySQL, PostgreSQL and S3 from the environment variable STREAMKIT_PASSWORD.';
  static override examples = [
    '<%= config.bin %> export compose',
    '<%= config.bin %> export compose kafka connect --output docker-compose.yml',
  ];
  static override strict = false;
  static override args = { service: servicesArgument };
  static override flags = {
    'kafka-mode': kafkaModeFlag,
    output: Flags.string({ char: 'o', description: 'write to a file instead of stdout', helpValue: 'FILE' }),
  };

  async run(): Promise<{ compose: string }> {
    const { flags, argv } = await this.parse(ExportCompose);
    const session = await this.open(flags, { kafkaMode: flags['kafka-mode'] });
    const compose = await exportCompose(session, argv as string[]);
    if (flags.output !== undefined) {
      await writeWhole(flags.output, compose);
      this.logToStderr(`Wrote ${flags.output}.`);
    } else if (!this.jsonEnabled()) process.stdout.write(compose);
    return { compose };
  }
}
