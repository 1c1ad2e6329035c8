import type { Actual, Created, Desired, ProjectStep } from './types.js';

export function planJobs({ jobs }: Desired, actual: Actual, created: Created): ProjectStep[] {
  const running = (name: string) => {
    const ids = created.jobs[name]?.ids ?? [];
    return actual.jobs.some((job) => ids.includes(job.id) || job.name === name);
  };
  const wanted = jobs.map(({ name, checksum, build }): ProjectStep => {
    const step = { kind: 'job', name } as const;
    const built = build ? 'built and ' : '';
    const known = created.jobs[name];
    if (!running(name)) return { ...step, action: 'run', reason: `it does not run: it is ${built}submitted` };
    if (!known)
      return { ...step, action: 'keep', reason: 'a job of this name runs, which apply did not submit' };
    return known.checksum === checksum
      ? { ...step, action: 'keep', reason: 'it runs' }
      : { ...step, action: 'change', reason: `it has changed: it is ${built}submitted again` };
  });
  const gone = Object.keys(created.jobs)
    .filter((name) => !jobs.some((one) => one.name === name) && running(name))
    .map((name): ProjectStep => ({
      kind: 'job',
      name,
      action: 'delete',
      reason: 'it is no longer in streamkit.yml',
    }));
  return [...wanted, ...gone];
}
