import { join } from 'node:path';
import { standalone } from '../connect/standalone.js';
import type { PipelineContext } from './pipeline.js';

/** Starts a standalone worker on the files of a `connect-file` project. */
export function startStandalone({ session }: PipelineContext, project: string, signal: AbortSignal) {
  const stop = new AbortController();
  const ended = standalone(session, {
    worker: join(project, 'worker-standalone.properties'),
    connectors: ['local-file-source', 'local-file-sink'].map((name) => join(project, `${name}.properties`)),
    cwd: project,
    signal: AbortSignal.any([signal, stop.signal]),
    onLine: () => undefined,
  });
  const failure = ended.then(
    ({ code }) => Promise.reject(new Error(`the worker ended with exit code ${code ?? '?'}`)),
    (error: unknown) => (stop.signal.aborted ? undefined : Promise.reject(error as Error)),
  );
  failure.catch(() => undefined);
  return {
    /** Rejects when the worker ends by itself. */
    failure,
    async stop(): Promise<void> {
      stop.abort(new Error('stopped'));
      await failure;
    },
  };
}
