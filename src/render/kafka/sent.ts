import type { Sent } from '../../kafka/produce/produce.js';
import { bytes, duration } from '../quantities.js';

/** What was written, in one line. */
export function sentText(topic: string, { records, bytes: size }: Sent): string {
  return `${records} record${records === 1 ? '' : 's'} sent to ${topic}, ${bytes(size)}.`;
}

/** The same, with the time and the rate. */
export function sentAtRateText(topic: string, sent: Sent & { ms: number }): string {
  const rate = Math.round(sent.records / Math.max(sent.ms / 1000, 0.001));
  return `${sentText(topic, sent).slice(0, -1)} in ${duration(sent.ms)}, ${rate}/s.`;
}

const everyMs = 200;

/** A line on a terminal that counts while records are sent, with the rate of the last second or so. */
export function progressLine(stream: NodeJS.WriteStream, shown: boolean) {
  let next = Date.now() + everyMs;
  let drawn = false;
  let [since, counted, rate] = [Date.now(), 0, ''];
  return {
    show: ({ records, bytes: size }: Sent) => {
      const now = Date.now();
      if (!shown || now < next) return;
      next = now + everyMs;
      drawn = true;
      if (now - since >= 1000) {
        rate = `, ${Math.round(((records - counted) * 1000) / (now - since))}/s`;
        [since, counted] = [now, records];
      }
      stream.write(`\r\u001b[K${records} records, ${bytes(size)}${rate} …`);
    },
    clear: () => {
      if (drawn) stream.write('\r\u001b[K');
    },
  };
}
