import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { StreamkitError } from '../../shared/errors.js';
import { schemaReferencesFlag, contextFlag } from '../../cli/flags.js';
import { suggest } from '../../shared/suggestion.js';
import { readWhole } from '../../shared/input-file.js';
import { schemaOfText } from '../../kafka/registry/schema-of-text.js';
import { checkSchema } from '../../kafka/registry/check-schema.js';
import { schemaTypes } from '../../kafka/registry/schemas.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class SchemaCheck extends BaseCommand {
  static override summary = 'Check a schema for compatibility with the latest version of a subject';
  static override description = 'Exits with 5 if the schema is not compatible.';
  static override examples = ['<%= config.bin %> schema check orders-value orders.avsc'];
  static override args = {
    subject: Args.string({ description: 'subject name', required: true }),
    file: Args.string({ description: 'schema file', required: true }),
  };
  static override flags = {
    ...contextFlag,
    type: Flags.option({ options: schemaTypes })({ description: 'schema type', default: 'avro' }),
    reference: schemaReferencesFlag,
  };

  async run(): Promise<{ compatible: true }> {
    const { args, flags } = await this.parse(SchemaCheck);
    const schema = schemaOfText(await readWhole(args.file, 'FILE'), flags.type, flags.reference);
    const session = await this.open(flags);
    const registry = endpointOf(session, 'schema-registry');
    const { compatible, reasons } = await checkSchema(registry, args.subject, schema);
    if (!compatible) {
      const text = `The schema is not compatible with the latest version of ${args.subject}.`;
      throw new StreamkitError('EXPECTATION_FAILED', text, {
        service: 'schema-registry',
        evidence: reasons,
        suggestions: [
          suggest('See the latest version', 'schema', 'get', args.subject),
          suggest('See the compatibility level', 'schema', 'compatibility', args.subject),
        ],
      });
    }
    this.log(`The schema is compatible with the latest version of ${args.subject}.`);
    return { compatible };
  }
}
