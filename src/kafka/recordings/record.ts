import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { StreamkitError, systemCode } from '../../shared/errors.js';
import { diskError } from '../../shared/system-error.js';
import { consume } from '../consume/consume.js';
import type { OffsetRange } from '../consume/offset-range.js';
import { recordRow } from '../records/json-each-row.js';
import { RecordSelection } from '../records/record-selection.js';

export interface RecordOptions {
  topics: string[];
  range: OffsetRange;
  /** Stop at the current end. */
  exit: boolean;
  max: number | undefined;
  signal: AbortSignal;
  onReady: () => void;
}

/** Writes records to a file, one line each, until the range ends or the signal aborts. @returns how many */
export async function record(broker: string, path: string, options: RecordOptions): Promise<number> {
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  let count = 0;
  try {
    await once(file, 'open');
    const { topics, range, exit, max, signal, onReady } = options;
    const selection = new RecordSelection({ max });
    const source = { topics, range, exit, selection, readCommitted: false, signal, onReady };
    for await (const records of consume(broker, source)) {
      const lines = records.map((one) => `${JSON.stringify(recordRow(one))}\n`).join('');
      if (!file.write(lines)) await once(file, 'drain');
      count += records.length;
    }
  } catch (error) {
    // Ctrl-C is the usual end: what came until then is the recording.
    if (systemCode(error) === 'EEXIST') throw exists(path, error);
    if (!options.signal.aborted) throw diskError(error, path);
  } finally {
    if (!file.errored) {
      file.end();
      await finished(file);
    }
  }
  return count;
}

function exists(path: string, cause: unknown): StreamkitError {
  return new StreamkitError('ALREADY_EXISTS', `${path} already exists.`, {
    suggestions: ['Choose another name with -o, or delete the file first.'],
    cause,
  });
}
