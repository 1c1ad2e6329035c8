import {
  postgresClientFiles,
  postgresDatabase,
  postgresSettings,
  postgresUser,
} from '../settings/postgres-settings.js';
import type { ContainerContext, DockerRecipe } from '../docker-recipe.js';

const version = '18';
const passwordFile = '/run/streamkit/password';
const clientFile = '/run/streamkit/pgpass';
const imageUser = 999;
const root = 0;

/** The password comes in a file, since everybody who has access to the daemon can read an environment. */
export const postgresInDocker: DockerRecipe = {
  as: { version },
  containers: [
    {
      name: 'postgres',
      image: `postgres:${version}`,
      command: ['postgres', ...postgresSettings],
      environment: () => ({
        POSTGRES_USER: postgresUser,
        POSTGRES_DB: postgresDatabase,
        POSTGRES_PASSWORD_FILE: passwordFile,
        POSTGRES_INITDB_ARGS: '--auth=scram-sha-256 --encoding=UTF8 --locale=C',
      }),
      ports: { client: 5432 },
      // Up to version 17 it was the folder `data` in it.
      volumes: { data: '/var/lib/postgresql' },
      files: ({ secret }: ContainerContext) => [
        { path: passwordFile, text: secret, owner: imageUser },
        { path: clientFile, text: `*:*:*:${postgresUser}:${secret}\n`, owner: root },
      ],
      stopGraceSeconds: 30,
    },
  ],
  clientFiles: postgresClientFiles,
  inside: { client: 'postgres:5432' },
  proof: [
    'psql',
    `host=postgres user=${postgresUser} dbname=${postgresDatabase} passfile=${clientFile}`,
    '--command=SELECT 1',
  ],
};
