import { mkdir } from 'node:fs/promises';
import { s3InDocker } from '../docker/s3.js';
import { s3ClientFiles, s3Region, s3Settings, s3User } from '../settings/s3-settings.js';
import { logbackFile } from '../settings/properties.js';
import type { ServiceDefinition } from '../types.js';

/** An S3 server on the files of the stack: S3Proxy. Objects are plain files: data/buckets/BUCKET/KEY. */
export const s3: ServiceDefinition = {
  name: 's3',
  title: 'S3 (S3Proxy)',
  version: '4.1.0',
  optional: true,
  needs: [],
  ports: [{ name: 'http', default: 9000 }],
  endpoints: (port) => ({ http: `http://127.0.0.1:${port('http')}` }),
  readiness: ({ port, secret }) => {
    const account = { id: s3User, secret, region: s3Region };
    return async (signal) =>
      (await import('../../s3/probe.js')).probeS3(`http://127.0.0.1:${port('http')}`, account, signal);
  },
  // Those that the AWS CLI and the SDKs read.
  clients: ({ endpoint, dir, secret, secrets }) => ({
    variables: {
      AWS_ENDPOINT_URL_S3: endpoint,
      AWS_REGION: s3Region,
      AWS_SHARED_CREDENTIALS_FILE: `${dir}/conf/credentials`,
      ...(secrets ? { AWS_ACCESS_KEY_ID: s3User, AWS_SECRET_ACCESS_KEY: secret } : {}),
    },
  }),
  local: {
    kind: 'java',
    module: 's3',
    heapMb: 128,
    main: { class: 'org.gaul.s3proxy.Main' },
    systemProperties: ({ dir }) => ({ 'logback.configurationFile': `${dir}/conf/logback.xml` }),
    arguments: ({ dir }) => ['--properties', `${dir}/conf/s3proxy.properties`],
    // The folder must exist.
    repair: async ({ dir }) => {
      await mkdir(`${dir}/data/buckets`, { recursive: true });
    },
    files: ({ dir, port, secret }) => ({
      ...s3ClientFiles({ secret }),
      'conf/logback.xml': logbackFile,
      'conf/s3proxy.properties': s3Settings(
        `http://127.0.0.1:${port('http')}`,
        `${dir}/data/buckets`,
        secret,
      ),
    }),
  },
  docker: s3InDocker,
};
