import type { Session } from '../stack/session.js';
import { whileResponsive } from '../stack/while-responsive.js';
import { runningStack } from '../stack/endpoint.js';

/** WebHDFS of the stack. @throws StreamkitError SERVICE_UNREACHABLE if the stack has no HDFS */
export function webHdfsUrl(session: Session): string {
  return `http://127.0.0.1:${runningStack(session, 'hdfs').portsOf('hdfs')('http')}/webhdfs/v1`;
}

/**
 * Runs operations on the stack's HDFS.
 * @param work gets the address of WebHDFS, and a signal that aborts on Ctrl-C and when HDFS turns out to be suspended
 */
export async function withHdfs<Result>(
  session: Session,
  work: (url: string, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const url = webHdfsUrl(session);
  return whileResponsive(session, ['hdfs', 'httpfs'], async ({ signal }) => work(url, signal));
}
