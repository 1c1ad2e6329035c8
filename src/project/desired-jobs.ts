import { resolve } from 'node:path';
import type { Config } from '../config/config.js';
import { buildOf, codeChecksum } from './builds.js';
import { textChecksum } from './checksum.js';
import type { DesiredJob } from './types.js';

/** @throws StreamkitError CONFIG_INVALID for a job without a jar and a way to build it */
export async function desiredJobs(config: Config, dir: string): Promise<DesiredJob[]> {
  return Promise.all(
    Object.entries(config.jobs ?? {}).map(async ([name, job]): Promise<DesiredJob> => {
      const build = await buildOf(config, ['jobs', name], job, dir);
      const code = await codeChecksum(config, ['jobs', name, 'jar'], job.jar, build, dir);
      const words = [...(job.main === undefined ? [] : [job.main]), ...(job.arguments ?? [])];
      const settings = Object.fromEntries(
        Object.entries(job.settings ?? {}).map(([key, value]) => [key, String(value)]),
      );
      return {
        name,
        build,
        jar: resolve(dir, job.jar),
        on: job.on,
        words,
        settings,
        checksum: textChecksum(code, job.jar, ...words, JSON.stringify(settings)),
      };
    }),
  );
}
