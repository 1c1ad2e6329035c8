import { StreamkitError } from '../../shared/errors.js';
import { glob } from './glob.js';
import type { KafkaRecord } from './record.js';

export interface FilterOptions {
  key?: string | undefined;
  value?: string | undefined;
  /** `NAME` for any value, or `NAME=GLOB`. */
  header?: string | undefined;
}

export type RecordFilter = (record: KafkaRecord) => boolean | Promise<boolean>;

/**
 * Whether a record is wanted, or undefined where no filter is given. A null key or value fits no pattern.
 * @param textOf the value as it is shown, which an Avro value is looked at in
 */
export function recordFilter(
  { key, value, header }: FilterOptions,
  textOf: (value: Buffer) => string | Promise<string>,
): RecordFilter | undefined {
  if (key === undefined && value === undefined && header === undefined) return undefined;
  const keyFits = key === undefined ? undefined : glob(key);
  const valueFits = value === undefined ? undefined : glob(value);
  const headersFit = header === undefined ? undefined : headerFilter(header);
  return async (record) => {
    if (keyFits && (record.key === null || !keyFits(record.key.toString()))) return false;
    if (headersFit && !headersFit(record)) return false;
    if (!valueFits) return true;
    return record.value !== null && valueFits(await textOf(record.value));
  };
}

function headerFilter(text: string): (record: KafkaRecord) => boolean {
  const at = text.indexOf('=');
  const name = at === -1 ? text : text.slice(0, at);
  if (name === '') {
    throw new StreamkitError('USAGE', `--filter-header ${text}: that names no header.`, {
      suggestions: [
        'Write it as --filter-header "trace-id=abc*", or --filter-header trace-id for any value.',
      ],
    });
  }
  const fits = glob(at === -1 ? '*' : text.slice(at + 1));
  return ({ headers }) => headers.some(([key, value]) => key === name && fits(value?.toString() ?? ''));
}
