import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { contextFlag } from '../../cli/flags.js';
import { StreamkitError } from '../../shared/errors.js';
import { getSchema, type RegisteredSchema } from '../../kafka/registry/schemas.js';
import { schemaText } from '../../render/kafka/schemas.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class SchemaGet extends BaseCommand {
  static override summary = 'Print a schema from the registry';
  static override examples = [
    '<%= config.bin %> schema get orders-value',
    '<%= config.bin %> schema get orders-value --version 1 > orders.avsc',
  ];
  static override args = {
    subject: Args.string({ description: 'subject name', required: true }),
  };
  static override flags = {
    ...contextFlag,
    version: Flags.string({ description: 'version number, or latest', default: 'latest' }),
  };

  async run(): Promise<RegisteredSchema> {
    const { args, flags } = await this.parse(SchemaGet);
    const version = flags.version === 'latest' ? 'latest' : Number(flags.version);
    if (version !== 'latest' && !(Number.isSafeInteger(version) && version > 0)) {
      throw new StreamkitError('USAGE', `--version ${flags.version}: not a version.`, {
        suggestions: ['Use a number (1 or higher) or latest.'],
      });
    }
    const session = await this.open(flags);
    const schema = await getSchema(endpointOf(session, 'schema-registry'), args.subject, version);
    this.log(schemaText(schema));
    return schema;
  }
}
