import { StreamkitError } from '../../shared/errors.js';
import { glob } from './glob.js';
import type { KafkaRecord } from './record.js';

export interface FilterOptions {
  key?: string | undefined;
  value?: string | undefined;
  /** `NAME` for any value, or `NAME=GLOB`. */
  header?: string | undefined;
}

export type RecordFilter = (record: KafkaRecord) => boolean;

/**
 * Whether a record matches, or undefined where no filter is given. A null key or value matches no pattern.
 * @param textOf a key or value as it is shown: one with a schema is matched as JSON
 */
export function recordFilter(
  { key, value, header }: FilterOptions,
  textOf: (data: Buffer) => string,
): RecordFilter | undefined {
  if (key === undefined && value === undefined && header === undefined) return undefined;
  const keyMatches = key === undefined ? undefined : glob(key);
  const valueMatches = value === undefined ? undefined : glob(value);
  const headersMatch = header === undefined ? undefined : headerFilter(header);
  return (record) => {
    if (keyMatches && (record.key === null || !keyMatches(textOf(record.key)))) return false;
    if (headersMatch && !headersMatch(record)) return false;
    return !valueMatches || (record.value !== null && valueMatches(textOf(record.value)));
  };
}

function headerFilter(text: string): (record: KafkaRecord) => boolean {
  const at = text.indexOf('=');
  const name = at === -1 ? text : text.slice(0, at);
  if (name === '') {
    throw new StreamkitError('USAGE', `--filter-header ${text}: the name of the header is missing.`, {
      suggestions: [
        'Write it as --filter-header "trace-id=abc*", or --filter-header trace-id for any value.',
      ],
    });
  }
  const matches = glob(at === -1 ? '*' : text.slice(at + 1));
  return ({ headers }) => headers.some(([key, value]) => key === name && matches(value?.toString() ?? ''));
}
