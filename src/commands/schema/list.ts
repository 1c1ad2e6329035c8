import { BaseCommand } from '../../cli/base-command.js';
import { contextFlag } from '../../cli/flags.js';
import { listSubjects } from '../../kafka/registry/schemas.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class SchemaList extends BaseCommand {
  static override summary = 'List the subjects in the Schema Registry';
  static override examples = ['<%= config.bin %> schema list', '<%= config.bin %> schema list --json'];

  static override flags = contextFlag;

  async run(): Promise<{ subjects: string[] }> {
    const { flags } = await this.parse(SchemaList);
    const session = await this.open(flags);
    const subjects = await listSubjects(endpointOf(session, 'schema-registry'));
    this.log(subjects.length > 0 ? subjects.join('\n') : 'No subjects.');
    return { subjects };
  }
}
