import { hostAndPort } from '../settings/clients.js';
import { rm } from 'node:fs/promises';
import { postgresUserSettings } from '../settings/owned-settings.js';
import { postgresInDocker } from '../docker/postgres.js';
import {
  postgresClientFile,
  postgresClientFiles,
  postgresDatabase,
  postgresSettings,
  postgresUser,
} from '../settings/postgres-settings.js';
import type { ServiceDefinition } from '../types.js';

/** PostgreSQL: the one installed on this machine, else the one that zonky's embedded-postgres packs for Linux. */
export const postgres: ServiceDefinition = {
  name: 'postgres',
  title: 'PostgreSQL',
  version: 'PostgreSQL',
  optional: true,
  userSettings: postgresUserSettings,
  needs: [],
  single: 'several servers would not share their data without replication, which streamkit does not set up',
  ports: [{ name: 'client', default: 5432 }],
  endpoints: (port) => ({ client: `127.0.0.1:${port('client')}` }),
  readiness: ({ port, secret }) => {
    const account = { user: postgresUser, password: secret, database: postgresDatabase };
    const login = { host: '127.0.0.1', port: port('client'), ...account };
    return async (signal) => (await import('../../sql/probe-postgres.js')).probePostgres(login, signal);
  },
  // Those that psql and every other program on libpq reads. Spring has one data source, and MySQL has it.
  clients: ({ endpoint, dir, secret, secrets }) => ({
    variables: {
      ...hostAndPort('PG', endpoint, ''),
      PGUSER: postgresUser,
      PGDATABASE: postgresDatabase,
      PGPASSFILE: postgresClientFile(dir),
      ...(secrets ? { PGPASSWORD: secret } : {}),
    },
  }),
  local: {
    kind: 'program',
    names: ['postgres'],
    // Debian and Ubuntu, Fedora and Red Hat, Homebrew on both kinds of Mac.
    folders: [
      '/usr/lib/postgresql/*/bin',
      '/usr/pgsql-*/bin',
      '/opt/homebrew/opt/postgresql@*/bin',
      '/usr/local/opt/postgresql@*/bin',
    ],
    refusesRoot: true,
    module: 'postgres',
    root: 'postgres-linux-x86_64.txz',
    platform: 'linux-x64',
    install: 'Debian and Ubuntu: apt-get install postgresql; macOS: brew install postgresql',
    initialise: {
      makes: 'data/postgres',
      names: ['initdb'],
      arguments: ({ dir }, draft) => [
        `--pgdata=${draft}`,
        `--username=${postgresUser}`,
        '--auth=scram-sha-256',
        `--pwfile=${dir}/conf/password`,
        '--encoding=UTF8',
        '--locale=C',
        '--no-sync',
      ],
    },
    arguments: ({ dir, port }) => [
      '-D',
      `${dir}/data/postgres`,
      '-p',
      String(port('client')),
      '-c',
      'listen_addresses=127.0.0.1',
      // The path of a socket may have no more than 107 characters.
      '-c',
      'unix_socket_directories=',
      ...postgresSettings,
      // Times of log lines that do not depend on the names of time zones.
      '-c',
      'log_timezone=UTC',
      '-c',
      'log_line_prefix=%m [%p] ',
    ],
    files: postgresClientFiles,
    // It refuses to start when another process now has the pid in this file of a killed server.
    repair: async ({ dir }) => rm(`${dir}/data/postgres/postmaster.pid`, { force: true }),
    // SIGTERM would wait for all clients to disconnect.
    stopSignal: 'SIGINT',
  },
  docker: postgresInDocker,
};
