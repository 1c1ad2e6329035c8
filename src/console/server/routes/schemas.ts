import * as z from 'zod/mini';
import { compatibility, setCompatibility } from '../../../kafka/registry/compatibility.js';
import { compatibilityLevels } from '../../../shared/compatibility-levels.js';
import { checkSchema } from '../../../kafka/registry/check-schema.js';
import { registerSchema } from '../../../kafka/registry/register-schema.js';
import { schemaOfText } from '../../../kafka/registry/schema-of-text.js';
import {
  deleteSchema,
  getSchema,
  listSubjects,
  listVersions,
  schemaTypes,
} from '../../../kafka/registry/schemas.js';
import { endpointOf } from '../../../stack/endpoint.js';
import { expectBody, expectConfirmation } from '../body.js';
import type { Call, Route } from '../router.js';

const schemaShape = z.object({ schema: z.string(), type: z._default(z.enum(schemaTypes), 'avro') });
const levelShape = z.object({ compatibility: z.enum(compatibilityLevels) });

export const schemaRoutes: Route[] = [
  { method: 'GET', path: 'schemas', run: subjects },
  { method: 'GET', path: 'schemas/:subject', run: subject },
  {
    method: 'POST',
    path: 'schemas/:subject/check',
    reads: true,
    run: async (call) => checkSchema(registry(call), name(call), schemaIn(call)),
  },
  {
    method: 'POST',
    path: 'schemas/:subject',
    run: async (call) => registerSchema(registry(call), name(call), schemaIn(call)),
  },
  {
    method: 'PATCH',
    path: 'schemas/:subject',
    async run(call) {
      const level = expectBody(call.body, levelShape).compatibility;
      await setCompatibility(registry(call), name(call), level);
      return { compatibility: level };
    },
  },
  {
    method: 'DELETE',
    path: 'schemas/:subject',
    async run(call) {
      expectConfirmation(call.body, name(call));
      return { deleted: await deleteSchema(registry(call), name(call), { permanent: false }) };
    },
  },
];

async function subjects(call: Call): Promise<unknown> {
  const url = registry(call);
  const names = await listSubjects(url);
  const latest = await Promise.all(
    names.map(async (subject) => {
      const { version, id, type } = await getSchema(url, subject, 'latest');
      return { subject, version, id, type };
    }),
  );
  return { subjects: latest, compatibility: await compatibility(url, undefined) };
}

/** All versions with their texts: to be laid side by side. */
async function subject(call: Call): Promise<unknown> {
  const [url, subjectName] = [registry(call), name(call)];
  const versions = await listVersions(url, subjectName);
  return {
    subject: subjectName,
    compatibility: await compatibility(url, subjectName),
    versions: await Promise.all(versions.map(async (version) => getSchema(url, subjectName, version))),
  };
}

function schemaIn({ body }: Call) {
  const { schema, type } = expectBody(body, schemaShape);
  return schemaOfText(schema, type);
}

function registry({ session }: Call): string {
  return endpointOf(session, 'schema-registry');
}

function name({ params }: Call): string {
  return params['subject'] ?? '';
}
