import type { Sent } from '../../kafka/produce/produce.js';
import { bytes } from '../quantities.js';

/** What was written, in one line. */
export function sentText(topic: string, { records, bytes: size }: Sent): string {
  return `${records} record${records === 1 ? '' : 's'} sent to ${topic}, ${bytes(size)}.`;
}

const everyMs = 200;

/** A line on a terminal that counts while records are sent. */
export function progressLine(stream: NodeJS.WriteStream, shown: boolean) {
  let next = Date.now() + everyMs;
  let drawn = false;
  return {
    show: ({ records, bytes: size }: Sent) => {
      if (!shown || Date.now() < next) return;
      next = Date.now() + everyMs;
      drawn = true;
      stream.write(`\r\u001b[K${records} records, ${bytes(size)} …`);
    },
    clear: () => {
      if (drawn) stream.write('\r\u001b[K');
    },
  };
}
