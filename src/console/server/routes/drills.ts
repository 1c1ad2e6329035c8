import * as z from 'zod/mini';
import { drill } from '../../../drill/drill.js';
import { drills, faults, type DrillResult } from '../../../drill/result.js';
import { drillSvg } from '../../../render/checks/drill-svg.js';
import { StreamkitError } from '../../../shared/errors.js';
import { expectBody } from '../body.js';
import type { Route } from '../router.js';

const requestMs = 30_000;
const shape = z.object({
  drill: z.enum(drills),
  fault: z._default(z.enum(faults), 'kill'),
  /** Records per second of each load. */
  rate: z._default(z.int().check(z.minimum(1), z.maximum(50_000)), 500),
  /** How long the fault lasts. */
  seconds: z._default(z.int().check(z.minimum(1), z.maximum(600)), 15),
});

export const drillRoutes: Route[] = [
  { method: 'GET', path: 'drills', run: async () => Promise.resolve({ drills, faults }) },
  {
    method: 'POST',
    path: 'drills',
    async run({ jobs, body }) {
      const { drill: name, fault, rate, seconds } = expectBody(body, shape);
      const options = {
        fault,
        acks: ['all', '1'] as ('all' | '1')[],
        rate,
        faultMs: seconds * 1000,
        requestMs,
      };
      const job = jobs.start('drill', `drill ${name} --fault ${fault}`, async (session) =>
        drill(session, name, options),
      );
      return Promise.resolve({ job });
    },
  },
  {
    method: 'GET',
    path: 'drills/:id/timeline',
    async run({ jobs, params: { id = '' } }) {
      const { kind, state, result } = jobs.find(id);
      if (kind !== 'drill' || state !== 'done')
        throw new StreamkitError('NOT_FOUND', `Job ${id} has no timeline.`);
      return Promise.resolve({ svg: drillSvg(result as DrillResult) });
    },
  },
];
