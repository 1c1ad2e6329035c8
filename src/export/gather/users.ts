import { listAcls } from '../../kafka/acls/acls.js';
import { endpointOf } from '../../stack/endpoint.js';
import type { Session } from '../../stack/session.js';
import type { ExportedUser } from '../exported-stack.js';
import { usersWithAcls } from '../users.js';

/** The users that every secured stack has. */
const ownUsers = ['admin', 'app'];

/** The users of a secured stack with their ACLs. */
export async function gatherUsers(session: Session): Promise<{ users: ExportedUser[]; notes: string[] }> {
  if (!session.secure) return { users: [], notes: [] };
  const runs = session.record?.ports['kafka'] !== undefined;
  return usersWithAcls(ownUsers, runs ? await listAcls(endpointOf(session, 'kafka')) : []);
}
