import type { ContainerContext, DockerRecipe } from '../docker-recipe.js';

const version = '8.4.11';
const passwordFile = '/run/streamkit/password';
const clientFile = '/run/streamkit/client.cnf';
const root = 0;

/** Oracle's MySQL. Its password comes in a file, since everybody who may ask the daemon can read an environment. */
export const mysqlInDocker: DockerRecipe = {
  as: { title: 'MySQL', version },
  containers: [
    {
      name: 'mysql',
      image: `mysql:${version}`,
      command: [
        'mysqld',
        '--character-set-server=utf8mb4',
        '--innodb-buffer-pool-size=64M',
        '--performance-schema=OFF',
      ],
      environment: () => ({ MYSQL_ROOT_PASSWORD_FILE: passwordFile, MYSQL_ROOT_HOST: '%' }),
      ports: { client: 3306 },
      volumes: { data: '/var/lib/mysql' },
      files: ({ secret }: ContainerContext) => [
        { path: passwordFile, text: secret, owner: root },
        { path: clientFile, text: `[client]\nuser=root\npassword=${secret}\n`, owner: root },
      ],
      stopGraceSeconds: 30,
    },
  ],
  clientFiles: ({ secret }) => ({ 'conf/password': secret }),
  inside: { client: 'mysql:3306' },
  proof: ['mysql', `--defaults-extra-file=${clientFile}`, '--host=mysql', '--execute=SELECT 1'],
};
