import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../shared/files.js';

/** What is saved of a submission, so that the job can be listed and resumed after the cluster has forgotten it. */
export interface JobRecord {
  id: string;
  name: string;
  /** The jar's id or path on the cluster. */
  jar: string;
  mainClass: string;
  arguments: string[];
  settings: Record<string, string>;
  /** ISO 8601. */
  submittedAt: string;
  /** Where it can be resumed from; the newest savepoint. */
  savepoint?: string;
  /** Of the job's own web pages. */
  uiPort?: number;
}

/** One file per job, in a folder that `down --data` deletes. */
export class JobRecords {
  constructor(private readonly dir: string) {}

  async all(): Promise<JobRecord[]> {
    const names = await readdir(this.dir).catch(() => []);
    const texts = await Promise.all(
      names
        .filter((name) => name.endsWith('.json'))
        .map(async (name) => readFile(join(this.dir, name), 'utf8')),
    );
    return texts.map((text) => JSON.parse(text) as JobRecord);
  }

  async write(record: JobRecord): Promise<void> {
    await mkdir(this.dir, { recursive: true });
    await writeWhole(join(this.dir, `${record.id}.json`), JSON.stringify(record, undefined, 2), 0o600);
  }

  async delete(id: string): Promise<void> {
    await rm(join(this.dir, `${id}.json`), { force: true });
  }
}
