import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { connectorStatuses, requireConnectors } from '../../src/connect/connector-status.js';
import { connectorOffsets } from '../../src/connect/offsets.js';
import { listPlugins, validateConnector } from '../../src/connect/validate.js';
import { compatibility, setCompatibility } from '../../src/kafka/registry/compatibility.js';
import { openSchemaCodec } from '../../src/kafka/registry/schema-codec.js';
import { checkSchema } from '../../src/kafka/registry/check-schema.js';
import { registerSchema } from '../../src/kafka/registry/register-schema.js';
import { deleteSchema, getSchema, listSubjects, listVersions } from '../../src/kafka/registry/schemas.js';
import { schemaText } from '../../src/render/kafka/schemas.js';
import { hostileBytes, hostileText, orRefused } from '../support/hostile.js';

/** A server that answers everything with the same. */
let answer: { status: number; body: Buffer } = { status: 200, body: Buffer.alloc(0) };
const server = createServer((request, response) => {
  request.resume();
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
}).listen(0, '127.0.0.1');
await once(server, 'listening');
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const near = fc.record(
  {
    id: fc.jsonValue(),
    version: fc.jsonValue(),
    schema: fc.oneof(fc.jsonValue(), fc.constant('"string"'), fc.constant('message M {}')),
    schemaType: fc.oneof(fc.constantFrom('AVRO', 'JSON', 'PROTOBUF'), fc.jsonValue()),
    references: fc.jsonValue(),
    is_compatible: fc.jsonValue(),
    messages: fc.jsonValue(),
    compatibilityLevel: fc.jsonValue(),
    error_code: fc.jsonValue(),
    message: fc.jsonValue(),
    configs: fc.jsonValue(),
    a: fc.record({ status: fc.jsonValue() }),
  },
  { requiredKeys: [] },
);
const bodies = fc.oneof(
  fc.json({ maxDepth: 3 }).map((text) => Buffer.from(text)),
  near.map((value) => Buffer.from(JSON.stringify(value))),
  fc.array(fc.jsonValue(), { maxLength: 3 }).map((value) => Buffer.from(JSON.stringify(value))),
  hostileText.map((text) => Buffer.from(text)),
  hostileBytes,
);
const statuses = fc.constantFrom(200, 200, 200, 201, 400, 404, 409, 422, 500, 503);

test("a registry's answers", async () => {
  const schema = { schema: '"string"', type: 'avro' as const };
  await fc.assert(
    fc.asyncProperty(statuses, bodies, async (status, body) => {
      answer = { status, body };
      await orRefused(async () => {
        expect(Array.isArray(await listSubjects(url))).toBe(true);
      });
      await orRefused(async () => listVersions(url, 's'));
      const found = await orRefused(async () => getSchema(url, 's', 'latest'));
      if (found) await orRefused(() => schemaText(found));
      await orRefused(async () => registerSchema(url, 's', schema));
      await orRefused(async () => checkSchema(url, 's', schema));
      await orRefused(async () => compatibility(`${url}/apis/ccompat/v7`, 's'));
      await orRefused(async () => setCompatibility(url, 's', 'NONE'));
      await orRefused(async () => deleteSchema(url, 's', { permanent: true }));
    }),
    { numRuns: 300 },
  );
});

test('schemas that values name', async () => {
  const value = Buffer.from([0, 0, 0, 0, 1, 2, 3]);
  await fc.assert(
    fc.asyncProperty(statuses, bodies, async (status, body) => {
      answer = { status, body };
      const codec = openSchemaCodec(url);
      await orRefused(async () => codec.prepare([value]));
      codec.decode(value)?.plain();
    }),
    { numRuns: 200 },
  );
});

test("a worker's answers", async () => {
  await fc.assert(
    fc.asyncProperty(statuses, bodies, async (status, body) => {
      answer = { status, body };
      await orRefused(async () => listPlugins(url));
      await orRefused(async () => connectorStatuses(url));
      await orRefused(async () => connectorOffsets(url, 'a'));
      await orRefused(async () => requireConnectors(url, ['a']));
      await orRefused(async () => validateConnector(url, { name: 'a', config: { 'connector.class': 'a' } }));
    }),
    { numRuns: 300 },
  );
});
