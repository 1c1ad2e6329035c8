import * as z from 'zod/mini';
import { findJob } from '../../../jobs/find-job.js';
import { processorOf } from '../../../jobs/processors.js';
import { resumeJob, saveJob } from '../../../jobs/resume-job.js';
import { cancelById } from '../../../jobs/submit-job.js';
import { expectBody, expectConfirmation } from '../body.js';
import type { Call, Route } from '../router.js';

const save = z.object({ stop: z._default(z.boolean(), false) });

/** Jobs of Flink and Spark, by their ids. */
export const streamJobRoutes: Route[] = [
  {
    method: 'GET',
    path: 'stream-jobs',
    run: async ({ watch }) => Promise.resolve({ jobs: watch.current.streamJobs }),
  },
  { method: 'GET', path: 'stream-jobs/:id', run: one },
  {
    method: 'DELETE',
    path: 'stream-jobs/:id',
    async run({ jobs, session, params: { id = '' }, body }) {
      const found = await findJob(session, id, undefined);
      expectConfirmation(body, found.name);
      return {
        job: jobs.start('stack', `cancel job ${found.name}`, async (opened) => cancelById(opened, found)),
      };
    },
  },
  {
    method: 'POST',
    path: 'stream-jobs/:id/savepoint',
    async run({ jobs, session, params: { id = '' }, body }) {
      const { stop } = expectBody(body, save);
      const { name } = await findJob(session, id, 'flink');
      const title = stop ? `stop job ${name} with a savepoint` : `savepoint of job ${name}`;
      return {
        job: jobs.start('stack', title, async (opened) => {
          const saved = await saveJob(opened, id, stop);
          opened.report({ type: 'note', message: `Wrote ${saved.savepoint}` });
          return saved;
        }),
      };
    },
  },
  {
    method: 'POST',
    path: 'stream-jobs/:id/resume',
    async run({ jobs, session, params: { id = '' } }) {
      const { name } = await findJob(session, id, 'flink');
      return {
        job: jobs.start('stack', `resume job ${name}`, async (opened) =>
          resumeJob(opened, id, { from: undefined, allowNonRestoredState: false }),
        ),
      };
    },
  },
];

/** What the processor says of a job, and what it reads and writes. */
async function one({ session, watch, params: { id = '' } }: Call): Promise<unknown> {
  const job = await findJob(session, id, undefined);
  const status = await (await processorOf(job.processor)).status(session, job.id);
  const {
    reads = [],
    writes = [],
    stores = [],
  } = watch.current.streamJobs.find((known) => known.id === job.id) ?? {};
  return { ...status, reads, writes, stores };
}
