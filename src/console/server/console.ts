import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { holderOf } from '../../engines/ports.js';
import { StreamkitError, systemCode } from '../../shared/errors.js';
import type { Report } from '../../shared/events.js';
import { suggest } from '../../shared/suggestion.js';
import type { Session } from '../../stack/session.js';
import pjson from '../../../package.json' with { type: 'json' };
import type { Watch } from '../watch/watch.js';
import { stackFlags } from './answer.js';
import { loadAssets } from './assets.js';
import { Jobs } from './jobs.js';
import { consoleServer, portOf } from './server.js';

export interface ConsoleOptions {
  stack: string;
  /** The default one, or the next free one, where absent. */
  port: number | undefined;
  readOnly: boolean;
  /** Opens the stack as it is at that moment. */
  open: (report: Report, signal: AbortSignal) => Promise<Session>;
  signal: AbortSignal;
  /** Called once the page can be opened. Its address holds the token: for this user only. */
  onListening: (address: ConsoleAddress) => Promise<void> | void;
}

/** What `console --json` prints when it listens. */
export interface ConsoleAddress {
  stack: string;
  port: number;
  readOnly: boolean;
  /** With the token that every request needs, in the fragment. */
  url: string;
}

export const defaultPort = 7700;

/**
 * Serves the console until the signal aborts.
 * @throws StreamkitError PORT_TAKEN for a port that was asked for and is in use
 */
export async function serveConsole(options: ConsoleOptions): Promise<void> {
  const { stack, readOnly, signal } = options;
  const ignore: Report = () => undefined;
  const end = new AbortController();
  const ended = AbortSignal.any([signal, end.signal]);
  const assets = await loadAssets();
  // Wrong settings are reported by the command, not by the page.
  await options.open(ignore, ended);
  let loaded: Promise<Watch> | undefined;
  const watch = async () =>
    (loaded ??= loadWatch(async () => options.open(ignore, ended), { stack, readOnly }));
  const jobs = new Jobs(options.open, stackFlags(stack));
  const routes = async () => (await import('./routes/all.js')).allRoutes;
  const token = randomBytes(32).toString('base64url');
  const server = consoleServer({
    token,
    readOnly,
    stack,
    assets,
    routes,
    jobs,
    watch,
    open: async (gone) => options.open(ignore, AbortSignal.any([ended, gone])),
  });
  await listen(server, options.port);
  let watching: Promise<void> | undefined;
  try {
    const port = portOf(server);
    await options.onListening({ stack, port, readOnly, url: `http://127.0.0.1:${port}/#token=${token}` });
    // The first request of the page would wait for them.
    watching = (await watch()).run(ended);
    await routes();
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    end.abort(new StreamkitError('INTERRUPTED', 'The console was ended.'));
    await jobs.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await watching;
  }
}

async function loadWatch(
  open: () => Promise<Session>,
  { stack: name, readOnly }: Pick<ConsoleOptions, 'stack' | 'readOnly'>,
): Promise<Watch> {
  const { Watch } = await import('../watch/watch.js');
  return new Watch(open, { name, readOnly, version: pjson.version });
}

/** Loopback only: there is no option for more. */
async function listen(server: Server, port: number | undefined): Promise<void> {
  const tries = port === undefined ? [defaultPort, 0] : [port];
  for (const candidate of tries) {
    try {
      server.listen({ host: '127.0.0.1', port: candidate, exclusive: true });
      await once(server, 'listening');
      return;
    } catch (error) {
      const code = systemCode(error);
      if (code === 'EADDRINUSE' && candidate !== tries.at(-1)) continue;
      if (code === 'EADDRINUSE') throw await portTaken(candidate, error);
      if (code !== 'EACCES') throw error;
      throw new StreamkitError('USAGE', `Port ${candidate}: permission denied.`, {
        suggestions: ['Ports below 1024 belong to the system: choose a higher one.'],
        cause: error,
      });
    }
  }
}

async function portTaken(port: number, cause: unknown): Promise<StreamkitError> {
  const { pid, command, service } = await holderOf(port);
  const by = service ? `${service.name} of the stack ${service.stack}` : (command ?? 'another user');
  const holder = pid === undefined ? 'another user' : `pid ${pid} (${by.slice(0, 120)})`;
  return new StreamkitError('PORT_TAKEN', `Port ${port} (console) is already in use by ${holder}.`, {
    suggestions: [suggest('Choose any free port', 'console', '--port', '0')],
    cause,
  });
}
