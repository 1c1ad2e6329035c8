import { basename, dirname } from 'node:path';
import { watch, type FSWatcher } from 'chokidar';
import { interruptible } from '../shared/interruptible.js';
import { glob } from '../kafka/records/glob.js';
import { outputs } from '../project/checksum.js';

/** Editors and version control write several files at once: changes count as one until there are none for so long. */
const quietMs = 100;

/** Watches the files of a project; which ones may change. */
export class FileWatch {
  private watcher: FSWatcher | undefined;
  private watched: string[] = [];
  private timer: NodeJS.Timeout | undefined;
  private changedAt: number | undefined;
  private wake: (() => void) | undefined;

  /** @param paths absolute paths of files and folders, which need not exist; `*` and `?` match within a folder */
  async set(paths: string[]): Promise<void> {
    if (paths.join('\n') === this.watched.join('\n')) return;
    await this.watcher?.close();
    this.watched = paths;
    const concerns = paths.map((path) => (/[*?]/.test(path) ? glob(path) : within(path)));
    const watcher = watch([...new Set(paths.map(withoutPattern))], {
      ignoreInitial: true,
      ignored: (path) => basename(path).startsWith('.') || outputs.has(basename(path)),
    });
    this.watcher = watcher;
    watcher.on('all', (_, path) => {
      if (concerns.some((concern) => concern(path))) this.changed();
    });
    await new Promise<void>((resolve, reject) => {
      watcher.once('ready', resolve).once('error', reject);
    });
  }

  /** Forgets what has changed until now. */
  clear(): void {
    clearTimeout(this.timer);
    this.changedAt = undefined;
  }

  /** Waits for a change. @returns when the first one was seen, in milliseconds since the epoch */
  async next(signal: AbortSignal): Promise<number> {
    const wait = new Promise<void>((resolve) => {
      this.wake = resolve;
      if (this.changedAt !== undefined) this.settle();
    });
    await interruptible(wait, signal);
    return this.changedAt ?? Date.now();
  }

  async close(): Promise<void> {
    this.clear();
    await this.watcher?.close();
  }

  private changed(): void {
    this.changedAt ??= Date.now();
    this.settle();
  }

  private settle(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.wake?.();
    }, quietMs);
  }
}

function within(folder: string): (path: string) => boolean {
  return (path) => path === folder || path.startsWith(`${folder}/`);
}

/** The deepest folder of a path that has no pattern in it; a path without one as it is. */
function withoutPattern(path: string): string {
  let folder = path;
  while (/[*?]/.test(folder)) folder = dirname(folder);
  return folder;
}
