import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { schemaReferencesFlag, writingContextFlags } from '../../cli/flags.js';
import { readWhole } from '../../shared/input-file.js';
import { schemaOfText } from '../../kafka/registry/schema-of-text.js';
import { registerSchema, type Registration } from '../../kafka/registry/register-schema.js';
import { schemaTypes } from '../../kafka/registry/schemas.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class SchemaRegister extends BaseCommand {
  static override summary = 'Register a schema as a new version of a subject';
  static override description = 'Registering the same schema again changes nothing.';
  static override examples = [
    '<%= config.bin %> schema register orders-value orders.avsc',
    '<%= config.bin %> schema register events-value events.proto --type protobuf',
    '<%= config.bin %> schema register invoices-value invoices.avsc --reference Customer=customers-value:1',
  ];
  static override args = {
    subject: Args.string({ description: 'subject name', required: true }),
    file: Args.string({ description: 'schema file', required: true }),
  };
  static override flags = {
    ...writingContextFlags,
    type: Flags.option({ options: schemaTypes })({ description: 'schema type', default: 'avro' }),
    reference: schemaReferencesFlag,
  };

  async run(): Promise<Registration> {
    const { args, flags } = await this.parse(SchemaRegister);
    const schema = schemaOfText(await readWhole(args.file, 'FILE'), flags.type, flags.reference);
    const session = await this.open(flags);
    const registered = await registerSchema(endpointOf(session, 'schema-registry'), args.subject, schema);
    const { subject, version, id, created } = registered;
    this.log(
      `${created ? 'Registered' : 'Already registered'} as version ${version} of ${subject} (id ${id}).`,
    );
    return registered;
  }
}
