import type { PageRecord, Shown } from '../../../server/records.js';
import { ago, exactTime } from '../../lib/format.js';
import { times, zone } from '../../lib/settings.js';

export const recordColumns = 5;

export function RecordHead() {
  return (
    <div role="rowgroup">
      <div class="virtual-head" role="row" aria-rowindex={1}>
        <span role="columnheader" class="c-part">
          Part.
        </span>
        <span role="columnheader" class="c-offset">
          Offset
        </span>
        <span role="columnheader" class="c-time">
          Time
        </span>
        <span role="columnheader" class="c-key">
          Key
        </span>
        <span role="columnheader" class="c-value">
          Value
        </span>
      </div>
    </div>
  );
}

/** One record as a line. Its text is a stranger's: text nodes only. */
export function RecordRow({ record, now, onOpen }: { record: PageRecord; now: number; onOpen: () => void }) {
  const { partition, offset, timestamp, key, value } = record;
  const time = times.value === 'ago' ? ago(timestamp, now) : exactTime(timestamp, zone.value === 'utc');
  return (
    <>
      <span role="gridcell" class="record c-part">
        {partition}
      </span>
      <span role="gridcell" class="record c-offset">
        <button
          type="button"
          class="open"
          aria-label={`Open record ${offset} of partition ${partition}`}
          onClick={onOpen}
        >
          {offset}
        </button>
      </span>
      <span role="gridcell" class="record c-time" title={exactTime(timestamp, zone.value === 'utc')}>
        {time}
      </span>
      <span role="gridcell" class="record c-key" onClick={onOpen}>
        <Bytes shown={key} />
      </span>
      <span role="gridcell" class="record c-value" onClick={onOpen}>
        <Bytes shown={value} />
      </span>
    </>
  );
}

const longestInRow = 400;

/** Null stays apart from empty, and bytes from text. */
export function Bytes({ shown }: { shown: Shown | null }) {
  if (shown === null) return <span class="null">null</span>;
  if (shown.bytes === 0) return <span class="null">empty</span>;
  const text = shown.text.slice(0, longestInRow);
  return <>{shown.form === 'hex' ? `0x${text}` : text}</>;
}
