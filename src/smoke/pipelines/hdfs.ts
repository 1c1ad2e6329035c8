import { text } from 'node:stream/consumers';
import { deletePath } from '../../hdfs/delete-path.js';
import { webHdfsUrl } from '../../hdfs/endpoint.js';
import { fileStatusIfThere } from '../../hdfs/file-status.js';
import { walk } from '../../hdfs/glob.js';
import { readFile } from '../../hdfs/read-file.js';
import { sinkPipeline } from '../connectors/sink-pipeline.js';

/** The topic's records as files in the stack's HDFS. */
export const hdfs = sinkPipeline('hdfs', {
  template: 'connect-hdfs',
  service: 'hdfs',
  file: 'config/hdfs-sink.properties',
  options: (id) => ({ directory: directoryOf(id) }),
  // Files also end by time: the offsets in their names still have each record written once.
  settings: { 'flush.size': '50', 'rotate.schedule.interval.ms': '300', 'retry.backoff.ms': '200' },
  open({ session, id }) {
    return {
      async values(signal) {
        const url = webHdfsUrl(session);
        const lines: string[] = [];
        if (!(await fileStatusIfThere(url, directoryOf(id), signal))) return lines;
        for await (const { path, type } of walk(url, directoryOf(id), signal)) {
          if (type === 'directory' || path.endsWith('.tmp')) continue;
          lines.push(...(await text(await readFile(url, path, { signal }))).trimEnd().split('\n'));
        }
        return lines;
      },
      async remove() {
        await deletePath(webHdfsUrl(session), directoryOf(id), { recursive: true });
      },
    };
  },
});

function directoryOf(id: string): string {
  return `/streamkit-smoke-${id}`;
}
