import { messageOf } from '../../shared/errors.js';

/** Why a schema or data cannot be used, as one sentence: parsers add the whole schema on further lines. */
export function reasonOf(error: unknown): string {
  if (error instanceof RangeError && error.message.includes('call stack')) return 'it is nested too deeply.';
  const [line = ''] = messageOf(error).split('\n');
  return line.length > 300 ? `${line.slice(0, 300)}…` : `${line.replace(/\.$/, '')}.`;
}
