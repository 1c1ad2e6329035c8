import { openSearchCall } from '../../opensearch/client.js';
import { sinkPipeline } from '../connectors/sink-pipeline.js';

/** More than a run has records; a search returns at most 10 000. */
const limit = 10_000;

/** The topic's records as documents in the stack's OpenSearch. */
export const opensearch = sinkPipeline('opensearch', {
  template: 'connect-opensearch',
  service: 'opensearch',
  file: 'config/opensearch-sink.properties',
  options: () => ({}),
  settings: { 'batch.size': '50', 'retry.backoff.ms': '200' },
  open({ endpoint }, topic) {
    const url = (rest: string) => `${endpoint('opensearch')}/${topic}${rest}`;
    return {
      async values(signal) {
        // Searches see only what was refreshed; by default once per second.
        await openSearchCall('POST', url('/_refresh'), signal);
        const { hits } = (await openSearchCall('GET', url(`/_search?size=${limit}`), signal)) as Found;
        return hits.hits.map(({ _source }) => JSON.stringify(_source));
      },
      async remove() {
        await openSearchCall('DELETE', url('?ignore_unavailable=true'));
      },
    };
  },
});

interface Found {
  hits: { hits: { _source: unknown }[] };
}
