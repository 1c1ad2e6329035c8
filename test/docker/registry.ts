import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const manifestType = 'application/vnd.docker.distribution.manifest.v2+json';
const digestOf = (bytes: Buffer) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/**
 * A registry on loopback (Distribution's HTTP API V2), which daemons take without TLS. It has one image, `big:1`, of one
 * layer of so many bytes; everything else is unknown to it.
 */
export async function openRegistry(
  layerBytes: number,
): Promise<{ address: string; close: () => Promise<void> }> {
  const layer = randomBytes(layerBytes);
  const config = Buffer.from(
    JSON.stringify({
      architecture: 'amd64',
      os: 'linux',
      rootfs: { type: 'layers', diff_ids: [digestOf(layer)] },
    }),
  );
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: manifestType,
      config: {
        mediaType: 'application/vnd.docker.container.image.v1+json',
        size: config.length,
        digest: digestOf(config),
      },
      layers: [
        {
          mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
          size: layer.length,
          digest: digestOf(layer),
        },
      ],
    }),
  );
  const known: Record<string, { type: string; body: Buffer }> = {
    '/v2/': { type: 'application/json', body: Buffer.from('{}') },
    '/v2/big/manifests/1': { type: manifestType, body: manifest },
    [`/v2/big/manifests/${digestOf(manifest)}`]: { type: manifestType, body: manifest },
    [`/v2/big/blobs/${digestOf(config)}`]: { type: 'application/octet-stream', body: config },
    [`/v2/big/blobs/${digestOf(layer)}`]: { type: 'application/octet-stream', body: layer },
  };
  const server = createServer(({ url = '', method }, response) => {
    const found = known[url];
    if (!found) {
      const errors = [{ code: 'MANIFEST_UNKNOWN', message: 'manifest unknown' }];
      response.writeHead(404, { 'content-type': 'application/json' }).end(JSON.stringify({ errors }));
      return;
    }
    response.writeHead(200, {
      'content-type': found.type,
      'content-length': found.body.length,
      'docker-content-digest': digestOf(found.body),
    });
    response.end(method === 'HEAD' ? undefined : found.body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => {
          done();
        });
      }),
  };
}
