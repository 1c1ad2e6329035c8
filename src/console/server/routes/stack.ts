import * as z from 'zod/mini';
import { restart } from '../../../stack/restart.js';
import { down } from '../../../stack/down.js';
import { up } from '../../../stack/up.js';
import { expectBody } from '../body.js';
import type { Call, Route } from '../router.js';

const timeoutMs = 300_000;
const noPorts = { auto: false, asked: {} };
/** Of 8 MB of history nobody looks at more than a screen. */
const mostSeries = 200;

const names = z.object({ services: z._default(z.array(z.string()), []) });

export const stackRoutes: Route[] = [
  { method: 'GET', path: 'stack', run: async ({ watch }) => Promise.resolve(watch.current) },
  { method: 'POST', path: 'stack/up', run: startServices },
  {
    method: 'POST',
    path: 'stack/down',
    run: async ({ jobs }) =>
      Promise.resolve({
        job: jobs.start('stack', 'stop all services', async (session) =>
          down(session, { services: [], data: false }),
        ),
      }),
  },
  {
    method: 'POST',
    path: 'services/:name/start',
    run: async (call) => startServices({ ...call, body: { services: [call.params['name']] } }),
  },
  {
    method: 'POST',
    path: 'services/:name/stop',
    run: async ({ jobs, params: { name = '' } }) =>
      Promise.resolve({
        job: jobs.start('stack', `stop ${name}`, async (session) =>
          down(session, { services: [name], data: false }),
        ),
      }),
  },
  {
    method: 'POST',
    path: 'services/:name/restart',
    run: async ({ jobs, params: { name = '' } }) =>
      Promise.resolve({
        job: jobs.start('stack', `restart ${name}`, async (session) =>
          restart(session, { services: [name], ports: noPorts, offline: false, timeoutMs }),
        ),
      }),
  },
  { method: 'GET', path: 'metrics', run: async ({ watch, query }) => Promise.resolve(history(watch, query)) },
  { method: 'GET', path: 'jobs', run: async ({ jobs }) => Promise.resolve({ jobs: jobs.all }) },
  {
    method: 'GET',
    path: 'jobs/:id',
    run: async ({ jobs, params: { id = '' } }) => Promise.resolve(jobs.find(id)),
  },
  {
    method: 'DELETE',
    path: 'jobs/:id',
    run: async ({ jobs, params: { id = '' } }) => Promise.resolve(jobs.cancel(id)),
  },
];

async function startServices({ jobs, body }: Call): Promise<unknown> {
  const { services } = expectBody(body, names);
  const title = services.length === 0 ? 'start all services' : `start ${services.join(', ')}`;
  const job = jobs.start('stack', title, async (session) =>
    up(session, { services, ports: noPorts, offline: false, timeoutMs }),
  );
  return Promise.resolve({ job });
}

/** `?series=NAME` (repeatable) and `?since=SECONDS` before now. */
function history(watch: Call['watch'], query: URLSearchParams) {
  const now = Math.floor(Date.now() / 1000);
  const since = now - Math.max(1, Number(query.get('since') ?? 900) || 900);
  const wanted = query.getAll('series').slice(0, mostSeries);
  return { series: Object.fromEntries(wanted.map((name) => [name, watch.history.read(name, since, now)])) };
}
