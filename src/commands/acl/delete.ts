import { Flags } from '@oclif/core';
import { aclFilters, principalFlags, requireSelection, resourceFlags } from '../../cli/acl-flags.js';
import { BaseCommand } from '../../cli/base-command.js';
import { confirm } from '../../cli/confirm.js';
import { writingContextFlags } from '../../cli/flags.js';
import type { Acl } from '../../kafka/acls/acl.js';
import { deleteAcls } from '../../kafka/acls/acls.js';
import { aclTable } from '../../render/kafka/acls.js';
import { count } from '../../render/kafka/topics.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class AclDelete extends BaseCommand {
  static override summary = 'Delete ACLs';
  static override description =
    'Deletes the ACLs that match all given flags. Asks for confirmation unless a resource, a principal and an operation are given.';
  static override examples = [
    '<%= config.bin %> acl delete --allow-principal User:app --operation Read --topic orders',
    '<%= config.bin %> acl delete --topic orders- --resource-pattern-type prefixed --yes',
  ];
  static override flags = {
    ...writingContextFlags,
    ...principalFlags,
    ...resourceFlags,
    'resource-pattern-type': Flags.option({ options: ['any', 'match', 'literal', 'prefixed'] as const })({
      description: 'which patterns of the named resources; match: all that apply to them',
      default: 'literal',
    }),
    yes: Flags.boolean({ char: 'y', description: 'do not ask for confirmation' }),
  };

  async run(): Promise<{ deleted: Acl[] }> {
    const { flags } = await this.parse(AclDelete);
    const isExact = requireSelection(flags);
    const session = await this.open(flags);
    const deleted = await deleteAcls(endpointOf(session, 'kafka'), aclFilters(flags), async (acls) => {
      if (isExact) return;
      this.logToStderr(aclTable(acls));
      await confirm({
        what: `This deletes ${count(acls.length, 'ACL')}.`,
        question: 'Continue?',
        yes: flags.yes,
        canAsk: this.interactive(flags) && process.stdin.isTTY,
      });
    });
    this.log(deleted.length > 0 ? `Deleted:\n${aclTable(deleted)}` : 'No ACL matches.');
    return { deleted };
  }
}
