import { s3Bucket } from '../../s3/client.js';
import { s3Region, s3User } from '../../services/settings/s3-settings.js';
import { runningStack } from '../../stack/endpoint.js';
import { sinkPipeline } from '../connectors/sink-pipeline.js';

/** The topic's records as objects in a bucket of the stack's S3 server. */
export const s3 = sinkPipeline('s3', {
  template: 'connect-s3',
  service: 's3',
  file: 'config/s3-sink.properties',
  options: (id) => ({ bucket: bucketOf(id) }),
  // Objects end after so many records only: a schedule could write records twice.
  settings: { 'flush.size': '50', 'rotate.schedule.interval.ms': '-1', 'retry.backoff.ms': '200' },
  open({ session, id, endpoint }) {
    const secret = () => runningStack(session, 's3').secret;
    const bucket = (signal?: AbortSignal) =>
      s3Bucket(endpoint('s3'), { id: s3User, secret: secret(), region: s3Region }, bucketOf(id), signal);
    return {
      async values(signal) {
        const { keys, read } = bucket(signal);
        const lines: string[] = [];
        for (const key of await keys()) lines.push(...(await read(key)).trimEnd().split('\n'));
        return lines;
      },
      remove: async () => bucket().remove(),
    };
  },
});

function bucketOf(id: string): string {
  return `lake-${id}`;
}
