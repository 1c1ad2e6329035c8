import { join } from 'node:path';
import * as z from 'zod/mini';
import { findPipelines, pipelines } from '../../../smoke/pipelines.js';
import { smoke } from '../../../smoke/smoke.js';
import { expectBody } from '../body.js';
import type { Call, Route } from '../router.js';

const timeoutMs = 15 * 60_000;
const shape = z.object({
  pipelines: z._default(z.array(z.string()), []),
  keep: z._default(z.boolean(), false),
});

export const smokeRoutes: Route[] = [
  {
    method: 'GET',
    path: 'smoke',
    run: async ({ jobs }) =>
      Promise.resolve({
        pipelines: pipelines.map(({ name, promise, needs }) => ({ name, promise, needs })),
        runs: jobs.all.filter(({ kind }) => kind === 'smoke'),
      }),
  },
  { method: 'POST', path: 'smoke', run },
];

async function run({ jobs, body }: Call): Promise<unknown> {
  const { pipelines: names, keep } = expectBody(body, shape);
  const wanted = findPipelines(names);
  const job = jobs.start('smoke', `smoke ${wanted.map(({ name }) => name).join(' ')}`, async (session) =>
    smoke(session, {
      pipelines: wanted,
      keep,
      autoPorts: true,
      offline: false,
      timeoutMs,
      bundle: join(session.home.root, 'bundles', `${session.name}-${Date.now()}`),
    }),
  );
  return Promise.resolve({ job });
}
