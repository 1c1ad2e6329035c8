import type { Session } from '../stack/session.js';
import { runningStack } from '../stack/endpoint.js';

/** WebHDFS of the stack. @throws StreamkitError SERVICE_UNREACHABLE when the stack was never brought up with HDFS */
export function webHdfsUrl(session: Session): string {
  return `http://127.0.0.1:${runningStack(session, 'hdfs').portsOf('hdfs')('http')}/webhdfs/v1`;
}
