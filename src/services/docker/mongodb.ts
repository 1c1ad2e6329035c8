import { mongoClientFile, mongoUri, mongoUser } from '../settings/mongodb-settings.js';
import type { ContainerContext, DockerRecipe } from '../docker-recipe.js';

export const mongoVersion = '8.0';
const passwordFile = '/run/streamkit/password';
/** The image reads the password after it has changed to this user. */
const imageUser = 999;

/** The password comes in a file, since everybody who has access to the daemon can read an environment. */
export const mongodbInDocker: DockerRecipe = {
  containers: [
    {
      name: 'mongodb',
      image: `mongo:${mongoVersion}`,
      environment: () => ({
        MONGO_INITDB_ROOT_USERNAME: mongoUser,
        MONGO_INITDB_ROOT_PASSWORD_FILE: passwordFile,
      }),
      ports: { client: 27017 },
      // The image declares both; an unnamed one would be left over.
      volumes: { data: '/data/db', config: '/data/configdb' },
      files: ({ secret }: ContainerContext) => [{ path: passwordFile, text: secret, owner: imageUser }],
      stopGraceSeconds: 30,
    },
  ],
  clientFiles: ({ secret, published }) => ({
    [mongoClientFile]: mongoUri(`127.0.0.1:${published('client')}`, secret),
  }),
  inside: { client: 'mongodb:27017' },
  proof: ['mongosh', '--quiet', 'mongodb://mongodb:27017', '--eval', 'db.hello().isWritablePrimary'],
};
