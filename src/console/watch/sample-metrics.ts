import type { Session } from '../../stack/session.js';
import { prometheusText } from './prometheus.js';
import { Watch } from './watch.js';

/** One sample of a stack in Prometheus's text format. */
export async function sampleMetrics(session: Session): Promise<string> {
  const watch = new Watch(async () => Promise.resolve(session), {
    name: session.name,
    readOnly: true,
    version: '',
  });
  try {
    const snapshot = await watch.sampleAll();
    return prometheusText(snapshot, watch.kafka.topicOffsets, watch.kafka.groupOffsets);
  } finally {
    await watch.close();
  }
}
