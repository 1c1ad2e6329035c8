import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { destructiveContextFlags } from '../../cli/flags.js';
import { deleteSchema } from '../../kafka/registry/schemas.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class SchemaDelete extends BaseCommand {
  static override summary = 'Delete a subject or one version of it';
  static override examples = [
    '<%= config.bin %> schema delete orders-value --version 1',
    '<%= config.bin %> schema delete orders-value --permanent',
  ];
  static override args = {
    subject: Args.string({ description: 'subject name', required: true }),
  };
  static override flags = {
    ...destructiveContextFlags,
    version: Flags.integer({ description: 'only this version', min: 1 }),
    permanent: Flags.boolean({
      description: 'hard delete: records written with the schema become unreadable',
    }),
  };

  async run(): Promise<{ subject: string; versions: number[] }> {
    const { args, flags } = await this.parse(SchemaDelete);
    const session = await this.open(flags);
    const registry = endpointOf(session, 'schema-registry');
    const { version, permanent } = flags;
    const versions = await deleteSchema(registry, args.subject, { version, permanent });
    this.log(`Deleted version ${versions.join(', ')} of ${args.subject}.`);
    return { subject: args.subject, versions };
  }
}
