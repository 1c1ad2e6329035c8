import { mongodbInDocker, mongoVersion } from '../docker/mongodb.js';
import { mongoUri } from '../settings/mongodb-settings.js';
import type { ServiceDefinition } from '../types.js';

/** MongoDB: only its image has the server. */
export const mongodb: ServiceDefinition = {
  name: 'mongodb',
  title: 'MongoDB',
  version: mongoVersion,
  optional: true,
  only: 'the server of MongoDB is not on Maven Central',
  needs: [],
  single: 'several servers would not share their data without a replica set, which streamkit does not set up',
  ports: [{ name: 'client', default: 27_017 }],
  endpoints: (port) => ({ client: `127.0.0.1:${port('client')}` }),
  readiness: ({ port }) => {
    const address = { host: '127.0.0.1', port: port('client') };
    return async (signal) => (await import('../../health/probe-mongodb.js')).probeMongo(address, signal);
  },
  clients: ({ endpoint, dir, secret, secrets }) => ({
    variables: {
      MONGODB_URI: mongoUri(endpoint, secrets ? secret : undefined),
      MONGODB_URI_FILE: `${dir}/conf/uri`,
    },
    spring: { 'spring.data.mongodb.uri': mongoUri(endpoint, secrets ? secret : undefined) },
  }),
  docker: mongodbInDocker,
};
