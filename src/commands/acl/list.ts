import { Flags } from '@oclif/core';
import { aclFilters, resourceFlags } from '../../cli/acl-flags.js';
import { BaseCommand } from '../../cli/base-command.js';
import { contextFlag } from '../../cli/flags.js';
import type { Acl } from '../../kafka/acls/acl.js';
import { listAcls } from '../../kafka/acls/acls.js';
import { aclTable } from '../../render/kafka/acls.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class AclList extends BaseCommand {
  static override summary = 'List ACLs';
  static override description = 'Without flags, all ACLs of the cluster.';
  static override examples = [
    '<%= config.bin %> acl list',
    '<%= config.bin %> acl list --topic orders --principal User:app',
  ];
  static override flags = {
    ...contextFlag,
    ...resourceFlags,
    principal: Flags.string({
      description: 'only ACLs of this principal (repeatable)',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'TYPE:NAME',
    }),
    'resource-pattern-type': Flags.option({ options: ['any', 'match', 'literal', 'prefixed'] as const })({
      description: 'which patterns of the named resources; match: all that apply to them',
      default: 'match',
    }),
  };

  async run(): Promise<{ acls: Acl[] }> {
    const { flags } = await this.parse(AclList);
    const filters = aclFilters(flags);
    const session = await this.open(flags);
    const acls = await listAcls(endpointOf(session, 'kafka'), filters);
    this.log(acls.length > 0 ? aclTable(acls) : 'No ACLs.');
    return { acls };
  }
}
