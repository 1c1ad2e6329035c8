import { s3ClientFiles, s3Settings } from '../settings/s3-settings.js';
import type { DockerRecipe } from '../docker-recipe.js';

const version = '4.1.1';
const settingsFile = '/run/streamkit/s3proxy.properties';
const root = 0;

/** Its settings come in a file: the image's own script would take the key from the environment to the command line. */
export const s3InDocker: DockerRecipe = {
  as: { version },
  containers: [
    {
      name: 's3',
      image: `andrewgaul/s3proxy:${version}`,
      entrypoint: ['java', '-Xmx128m', '-jar', '/opt/s3proxy/s3proxy', '--properties', settingsFile],
      ports: { http: 80 },
      volumes: { data: '/data' },
      files: ({ secret }) => [
        { path: settingsFile, text: s3Settings('http://0.0.0.0:80', '/data', secret), owner: root },
      ],
      stopGraceSeconds: 10,
    },
  ],
  clientFiles: s3ClientFiles,
  inside: { http: 'http://s3:80' },
  proof: ['bash', '-c', 'exec 3<>/dev/tcp/s3/80'],
};
