import { join } from 'node:path';
import type { Stack } from '../engines/engine.js';
import { mysqlPasswordFile, mysqlUser } from '../services/mysql.js';
import type { Session } from '../session.js';
import { stackOf } from '../session.js';
import { endpointOf } from './endpoint.js';

type Variables = (endpoint: string, stack: Stack) => Record<string, string>;

/** What a program is told of each service; passwords only as the name of the file that holds them. */
const variables: Record<string, Variables> = {
  zookeeper: (endpoint) => ({ ZOOKEEPER_CONNECT: endpoint }),
  kafka: (endpoint) => ({ KAFKA_BOOTSTRAP_SERVERS: endpoint }),
  'schema-registry': (endpoint) => ({ SCHEMA_REGISTRY_URL: endpoint }),
  mysql: (endpoint, stack) => ({
    MYSQL_HOST: endpoint.split(':')[0] ?? '',
    MYSQL_PORT: endpoint.split(':')[1] ?? '',
    MYSQL_USER: mysqlUser,
    MYSQL_PASSWORD_FILE: mysqlPasswordFile({ dir: join(stack.dir, 'mysql') }),
  }),
};

/** The environment variables that name the services which the stack was brought up with; none before its first `up`. */
export function stackEnvironment(session: Session): Record<string, string> {
  const { record } = session;
  if (!record) return {};
  const stack = stackOf(session, record);
  const known = Object.entries(variables).filter(([service]) => record.ports[service] !== undefined);
  return Object.assign(
    {},
    ...known.map(([service, of]) => of(endpointOf(session, service), stack)),
  ) as Record<string, string>;
}
