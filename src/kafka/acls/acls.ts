import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import { StreamkitError } from '../../shared/errors.js';
import { suggest } from '../../shared/suggestion.js';
import { withAdmin } from '../wire/admin.js';
import { protocolError } from '../wire/failure.js';
import { needs } from '../wire/permissions.js';
import { aclCodec } from './acl-codec.js';
import { clusterName, type Acl, type AclFilter } from './acl.js';

/**
 * The ACLs of a cluster that match one of the filters, each once.
 * @throws StreamkitError NOT_AUTHORIZED, SERVICE_UNREACHABLE, or USAGE for a cluster without an authorizer
 */
export async function listAcls(broker: string, filters: AclFilter[] = [{}]): Promise<Acl[]> {
  return withAdmin(broker, aclWork('to list the ACLs', 'DESCRIBE'), async (admin) =>
    inWords(async () => matching(admin, filters)),
  );
}

/** Creates ACLs, and waits until a broker knows them. One that exists is left as it is. @throws as `listAcls` */
export async function createAcls(broker: string, acls: Acl[]): Promise<void> {
  await withAdmin(broker, aclWork('to create ACLs', 'ALTER'), async (admin) =>
    inWords(async () => {
      const { encode } = await aclCodec();
      await admin.createAcls({ acl: acls.map((acl) => encode(acl)) });
      await until(async () => (await matching(admin, acls)).length >= acls.length);
    }),
  );
}

/**
 * Deletes the ACLs that match one of the filters.
 * @param confirm is called with them before; to throw stops it
 * @returns the deleted ones @throws as `listAcls`
 */
export async function deleteAcls(
  broker: string,
  filters: AclFilter[],
  confirm: (acls: Acl[]) => Promise<void>,
): Promise<Acl[]> {
  return withAdmin(broker, aclWork('to delete ACLs', 'ALTER'), async (admin) =>
    inWords(async () => {
      const found = await matching(admin, filters);
      if (found.length === 0) return [];
      await confirm(found);
      const { encode } = await aclCodec();
      await admin.deleteAcls({ filters: found.map((acl) => encode(acl)) });
      await until(async () => (await matching(admin, found)).length === 0);
      return found;
    }),
  );
}

function aclWork(doing: string, operation: string) {
  return { doing, needs: [needs('CLUSTER', [clusterName], operation)] };
}

async function matching(admin: Admin, filters: AclFilter[]): Promise<Acl[]> {
  const { encode, decode } = await aclCodec();
  const found = new Map<string, Acl>();
  for (const filter of filters) {
    const { resources } = await admin.describeAcls(encode(filter));
    for (const { acls, ...resource } of resources) {
      for (const one of acls) {
        const acl = decode({ ...resource, ...one });
        found.set(JSON.stringify(acl), acl);
      }
    }
  }
  return [...found.values()].sort((a, b) => order(a).localeCompare(order(b)));
}

function order({ resourceType, resourceName, patternType, principal, operation }: Acl): string {
  return [resourceType, resourceName, patternType, principal, operation].join('\0');
}

const pauseMs = 50;
const patienceMs = 30_000;

/** A controller responds before the brokers know of a change. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  const giveUpAt = performance.now() + patienceMs;
  while (!(await condition())) {
    if (performance.now() > giveUpAt) {
      throw new StreamkitError(
        'SERVICE_NOT_READY',
        'Kafka accepted the change of its ACLs, but did not carry it out within 30 s.',
        { service: 'kafka', suggestions: [suggest('See whether it has been carried out', 'acl', 'list')] },
      );
    }
    await sleep(pauseMs);
  }
}

async function inWords<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (protocolError(error) !== 'SECURITY_DISABLED') throw error;
    throw new StreamkitError('USAGE', 'The brokers have no authorizer: they do not check ACLs.', {
      service: 'kafka',
      suggestions: [
        suggest('Create a secured stack', 'up', 'kafka', '--secure', '--stack', 'NAME'),
        'On other clusters, set authorizer.class.name of the brokers.',
      ],
      cause: error,
    });
  }
}
