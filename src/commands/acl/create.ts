import { Flags } from '@oclif/core';
import { newAcls, principalFlags, resourceFlags } from '../../cli/acl-flags.js';
import { BaseCommand } from '../../cli/base-command.js';
import { writingContextFlags } from '../../cli/flags.js';
import type { Acl } from '../../kafka/acls/acl.js';
import { createAcls } from '../../kafka/acls/acls.js';
import { aclTable } from '../../render/kafka/acls.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class AclCreate extends BaseCommand {
  static override summary = 'Create ACLs';
  static override description =
    'The flags are those of kafka-acls. Each operation is allowed or denied on each resource, for each principal; without --operation, all operations. ACLs that already exist remain.';
  static override examples = [
    '<%= config.bin %> acl create --allow-principal User:app --operation Read --operation Describe --topic orders',
    '<%= config.bin %> acl create --allow-principal User:app --consumer --topic orders --group billing',
    '<%= config.bin %> acl create --allow-principal User:app --producer --topic orders- --resource-pattern-type prefixed',
  ];
  static override flags = {
    ...writingContextFlags,
    ...principalFlags,
    ...resourceFlags,
    'resource-pattern-type': Flags.option({ options: ['literal', 'prefixed'] as const })({
      description: 'prefixed: resources whose names start with the given name',
      default: 'literal',
    }),
    producer: Flags.boolean({
      description: 'Write, Describe and Create on the topics; Write and Describe on the transactional ids',
    }),
    consumer: Flags.boolean({ description: 'Read and Describe on the topics, Read on the groups' }),
  };

  async run(): Promise<{ acls: Acl[] }> {
    const { flags } = await this.parse(AclCreate);
    const acls = newAcls(flags);
    const session = await this.open(flags);
    await createAcls(endpointOf(session, 'kafka'), acls);
    this.log(aclTable(acls));
    return { acls };
  }
}
