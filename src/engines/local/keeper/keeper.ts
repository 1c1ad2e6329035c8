import { appendFile, open, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Exit } from '../../engine.js';
import { logPath } from '../logs.js';
import { readEntry, writeEntry, type LedgerEntry } from '../process/ledger.js';
import { isAlive, type ProcessIdentity } from '../process/process-table.js';
import { launch } from '../process/process.js';
import { BackOff } from './back-off.js';
import { ending } from './ending.js';
import { readJob } from './job.js';

const pollMs = 500;
/** Of a log: enough for a stack trace and what led to it. */
const readBytes = 64 * 1024;

/** How the process that a keeper watches came to run. */
interface Life {
  since: number;
  /** Where its lines begin in the log. */
  logStart: number;
  /** Known of those that the keeper started. */
  exited?: Promise<Exit>;
}

/**
 * Watches the service of a folder and starts it again whenever its process ends, until `told` aborts or the folder's entry
 * belongs to another start.
 * @param me this process, which the entry then names
 */
export async function keep(dir: string, me: ProcessIdentity, told: AbortSignal): Promise<void> {
  const first = await readEntry(dir);
  if (!first) return;
  await writeEntry(dir, { ...first, keeper: me });
  const backOff = new BackOff();
  let life: Life = { since: Date.now(), logStart: await logSize(dir) };
  for (;;) {
    const entry = await ownEntry(dir, me);
    if (!entry || told.aborted) return;
    if (await isAlive(entry.process)) {
      await pause(pollMs, told);
      continue;
    }
    const why = ending(await life.exited, await logSince(dir, life.logStart));
    const waitMs = backOff.delayAfter(Date.now() - life.since);
    const count = (entry.restarts?.count ?? 0) + 1;
    await note(dir, `${why}; restart ${count} in ${waitMs / 1000} s`);
    await pause(waitMs, told);
    // `down`, `kill` and `up` end this process first, and wait for that: what was begun here is finished.
    if (!(await ownEntry(dir, me)) || isAborted(told)) return;
    life = await startAgain(dir, { ...entry, restarts: { count, at: new Date().toISOString(), why } });
  }
}

async function startAgain(dir: string, entry: LedgerEntry): Promise<Life> {
  const job = await readJob(dir);
  if (!job) throw new Error('how the service was started is unknown');
  const logStart = await logSize(dir);
  const since = Date.now();
  const launched = await launch(job.command, dir, logPath(dir), job.environment);
  await writeEntry(dir, { ...entry, process: launched.process, startedAt: new Date(since).toISOString() });
  return { since, logStart, exited: launched.exited };
}

async function ownEntry(dir: string, me: ProcessIdentity): Promise<LedgerEntry | undefined> {
  const entry = await readEntry(dir);
  return entry?.keeper?.pid === me.pid && entry.keeper.startTime === me.startTime ? entry : undefined;
}

function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

async function pause(ms: number, told: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal: told }).catch(() => undefined);
}

/** A line in the service's own log, in the form of its other lines. */
async function note(dir: string, text: string): Promise<void> {
  const time = new Date().toISOString().replace('Z', '+0000');
  await appendFile(logPath(dir), `${time} WARN streamkit: ${text}\n`).catch(() => undefined);
}

async function logSize(dir: string): Promise<number> {
  return stat(logPath(dir)).then(
    ({ size }) => size,
    () => 0,
  );
}

/** The end of what was logged after this offset; a log that was set aside meanwhile is read from its start. */
async function logSince(dir: string, start: number): Promise<string> {
  const size = await logSize(dir);
  const from = Math.max(size < start ? 0 : start, size - readBytes);
  try {
    const file = await open(logPath(dir));
    try {
      const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(size - from), position: from });
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return '';
  }
}
