import { StreamkitError } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';
import { runningStack } from '../stack/endpoint.js';
import type { Session } from '../stack/session.js';
import { whileResponsive } from '../stack/while-responsive.js';
import { callHBase, hbasePath, HBaseRefusal } from './call.js';

/** A request to the stack's HBase. */
interface HBaseRequest {
  method: 'GET' | 'PUT' | 'DELETE';
  /** Table, row, column; or table and `schema`. */
  path: string[];
  query?: string;
  body?: unknown;
}

/**
 * Sends a request to the stack's HBase. @returns the JSON of its answer
 * @throws StreamkitError NOT_FOUND for a table, row or column that does not exist, ALREADY_EXISTS, USAGE for what HBase
 *     refuses, SERVICE_UNREACHABLE
 */
export async function askHBase(session: Session, request: HBaseRequest): Promise<unknown> {
  const url = `http://127.0.0.1:${runningStack(session, 'hbase').portsOf('hbase')('rest')}`;
  return whileResponsive(session, ['hbase'], async ({ signal }) => {
    try {
      const path = request.path.length > 0 ? hbasePath(...request.path) : '/';
      return await callHBase(request.method, `${url}${path}${request.query ?? ''}`, signal, request.body);
    } catch (error) {
      signal.throwIfAborted();
      throw failureOf(error, request, url);
    }
  });
}

function failureOf(error: unknown, { path }: HBaseRequest, url: string): StreamkitError {
  if (!(error instanceof HBaseRefusal) || error.status >= 500)
    return new StreamkitError('SERVICE_UNREACHABLE', `HBase does not respond at ${url}.`, {
      service: 'hbase',
      suggestions: [suggest('Start it', 'up', 'hbase'), suggest('See what runs', 'status')],
      cause: error,
    });
  const [table = '', row] = path;
  if (error.status === 409)
    return new StreamkitError('ALREADY_EXISTS', `Table ${table} already exists in HBase.`);
  if (error.status !== 404) return new StreamkitError('USAGE', `HBase: ${error.message}`, { cause: error });
  if (row === undefined || error.message.startsWith('TableNotFoundException'))
    return new StreamkitError('NOT_FOUND', `Table ${table} does not exist in HBase.`, {
      suggestions: [suggest('See all', 'hbase', 'list')],
    });
  return new StreamkitError('NOT_FOUND', `Row ${row} does not exist in table ${table} of HBase.`);
}
