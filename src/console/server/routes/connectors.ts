import * as z from 'zod/mini';
import { requireConnectors } from '../../../connect/connector-status.js';
import {
  createConnector,
  deleteConnector,
  pauseConnector,
  restartConnector,
  resumeConnector,
} from '../../../connect/lifecycle.js';
import { connectorOffsets } from '../../../connect/offsets.js';
import { resolveStackReferences } from '../../../connect/stack-references.js';
import { listPlugins, validateConnector } from '../../../connect/validate.js';
import { connectorDetails, holdsMasked, maskedConfig } from '../../../connect/connector-details.js';
import { withAbsolutePaths } from '../../../connect/connector-file.js';
import { ConnectError } from '../../../connect/rest.js';
import { StreamkitError } from '../../../shared/errors.js';
import { endpointOf } from '../../../stack/endpoint.js';
import { expectBody, expectConfirmation } from '../body.js';
import type { Call, Route } from '../router.js';

const config = z.record(z.string(), z.string());
const newConnector = z.object({ name: z.string().check(z.minLength(1)), config });

export const connectorRoutes: Route[] = [
  {
    method: 'GET',
    path: 'connectors',
    run: async ({ watch }) => Promise.resolve({ connectors: watch.current.connectors }),
  },
  {
    method: 'GET',
    path: 'connector-plugins',
    run: async (call) => ({ plugins: await listPlugins(worker(call)) }),
  },
  { method: 'GET', path: 'connectors/:name', run: connector },
  { method: 'POST', path: 'connectors', run: async (call) => save(call, false) },
  { method: 'PATCH', path: 'connectors/:name', run: async (call) => save(call, true) },
  { method: 'POST', path: 'connectors/:name/pause', run: async (call) => act(call, pauseConnector) },
  { method: 'POST', path: 'connectors/:name/resume', run: async (call) => act(call, resumeConnector) },
  {
    method: 'POST',
    path: 'connectors/:name/restart',
    run: async (call) =>
      act(call, async (url, name) => restartConnector(url, name, { signal: call.session.signal })),
  },
  {
    method: 'POST',
    path: 'connectors/:name/tasks/:task/restart',
    run: async (call) =>
      act(call, async (url, name) =>
        restartConnector(url, name, { task: Number(call.params['task']), signal: call.session.signal }),
      ),
  },
  {
    method: 'DELETE',
    path: 'connectors/:name',
    async run(call) {
      expectConfirmation(call.body, call.params['name'] ?? '');
      return act(call, deleteConnector);
    },
  },
];

async function connector(call: Call): Promise<unknown> {
  const [url, name] = [worker(call), call.params['name'] ?? ''];
  const [status] = await requireConnectors(url, [name]);
  const details = (await connectorDetails(url, [name])).get(name);
  return {
    ...status,
    topics: details?.topics ?? [],
    config: await maskedConfig(url, details?.config ?? {}),
    offsets: await connectorOffsets(url, name).catch(noneFromOldWorkers),
  };
}

/** Workers before Kafka 3.6 do not tell offsets. */
function noneFromOldWorkers(error: unknown): [] {
  if (error instanceof ConnectError) return [];
  throw error;
}

/** What was masked on its way to the page cannot be saved. */
async function save(call: Call, update: boolean): Promise<unknown> {
  const url = worker(call);
  const body = update ? { name: call.params['name'], config: call.body } : call.body;
  const asked = expectBody(body, newConnector);
  if (holdsMasked(asked.config)) {
    throw new StreamkitError('USAGE', 'The settings hold a masked secret: write it again before saving.', {
      service: 'connect',
    });
  }
  const wanted = resolveStackReferences(call.session, {
    name: asked.name,
    config: withAbsolutePaths(asked.config, call.session.cwd),
  });
  if (update) await requireConnectors(url, [wanted.name]);
  await validateConnector(url, { name: wanted.name, config: { ...wanted.config, name: wanted.name } });
  return createConnector(url, wanted, { update, signal: call.session.signal });
}

async function act(call: Call, work: (url: string, name: string) => Promise<unknown>): Promise<unknown> {
  const [url, name] = [worker(call), call.params['name'] ?? ''];
  await requireConnectors(url, [name]);
  await work(url, name);
  return { name };
}

function worker({ session }: Call): string {
  return endpointOf(session, 'connect');
}
