import { suggest, type Suggestion } from '../shared/suggestion.js';
import { isError, messageOf, StreamkitError, systemCode } from '../shared/errors.js';

interface RemoteException {
  exception: string;
  message: string;
}

/** Why HDFS refused an operation. @param body of the response: a RemoteException in JSON, or anything from a proxy */
export function remoteFailure(body: string, status: number, path: string): StreamkitError {
  const { exception, message } = parse(body) ?? {
    exception: '',
    message: `it responded with status ${status}`,
  };
  const says = firstLine(message);
  if (/safe ?mode/i.test(exception + says)) return inSafeMode(says);
  // The NameNode chose a DataNode, and the writer excluded it: it could not connect to it, or the DataNode failed.
  if (/could only be written to 0 of.* [1-9]\d* node\(s\) are excluded/.test(says))
    return notReady(`No DataNode of HDFS accepts the data of ${path}.`, says);
  if (/could only be written to 0 of|Out of space|DiskOutOfSpace|No space left/i.test(exception + says)) {
    return new StreamkitError('DISK_FULL', `HDFS has no room for ${path}.`, {
      service: 'hdfs',
      suggestions: [
        suggest('See how much disk is free', 'doctor'),
        suggest('Delete a file', 'hdfs', 'rm', 'PATH'),
      ],
      evidence: [says],
    });
  }
  if (/Failed to find datanode|no datanode/i.test(says)) return notReady('HDFS has no live DataNode.');
  switch (exception) {
    case 'FileNotFoundException':
      return notFound(path);
    case 'FileAlreadyExistsException':
      return alreadyExists(path);
    case 'ParentNotDirectoryException':
      return new StreamkitError('USAGE', `${path} would be below a file: ${says}`, { service: 'hdfs' });
    case 'InvalidPathException':
    case 'PathComponentTooLongException':
    case 'IllegalArgumentException':
      return new StreamkitError('USAGE', `HDFS does not accept the path ${path}: ${says}`, {
        service: 'hdfs',
        suggestions: ['A name has at most 255 bytes and no ":".'],
      });
    default:
      return new StreamkitError('SERVICE_UNREACHABLE', `HDFS refused ${path}: ${says}`, {
        service: 'hdfs',
        suggestions: [
          suggest('See its log', 'logs', 'hdfs', '--tail', '20'),
          suggest('See what runs', 'status'),
        ],
      });
  }
}

/** Failures on the way to HDFS; a StreamkitError stays as it is. */
export function hdfsFailure(error: unknown, url: string): unknown {
  if (error instanceof StreamkitError) return error;
  const cause = isError(error) ? error.cause : undefined;
  // fetch reports network errors only as a cause; other errors, such as a local file's, are not HDFS's.
  if (!isError(error) || error.name !== 'TypeError' || cause === undefined) return error;
  return connectionBroke(cause, url);
}

/** @param cause the system's error or the HTTP client's */
export function connectionBroke(cause: unknown, url: string): StreamkitError {
  const silent = systemCode(cause) === 'ECONNREFUSED';
  const { origin } = new URL(url);
  return new StreamkitError(
    'SERVICE_UNREACHABLE',
    silent ? `HDFS is not reachable at ${origin}.` : `The connection to HDFS broke: ${messageOf(cause)}`,
    {
      service: 'hdfs',
      suggestions: [suggest('Start it', 'up', 'hdfs'), suggest('See what runs', 'status')],
      cause,
    },
  );
}

/** HDFS ended an upload in the middle. */
export function uploadBroke(cause: unknown): StreamkitError {
  return new StreamkitError(
    'SERVICE_UNREACHABLE',
    'HDFS aborted the upload; a full disk is the usual cause.',
    {
      service: 'hdfs',
      suggestions: [
        suggest('See how much disk is free', 'doctor'),
        suggest('See its log', 'logs', 'hdfs', '--tail', '20'),
      ],
      cause,
    },
  );
}

export function notFound(path: string): StreamkitError {
  return new StreamkitError('NOT_FOUND', `${path} does not exist in HDFS.`, {
    service: 'hdfs',
    suggestions: [suggest('List its directory', 'hdfs', 'ls', path.replace(/\/?[^/]+$/, '') || '/')],
  });
}

export function alreadyExists(path: string): StreamkitError {
  return new StreamkitError('ALREADY_EXISTS', `${path} already exists in HDFS.`, { service: 'hdfs' });
}

export function isDirectory(path: string, suggestions: Suggestion[]): StreamkitError {
  return new StreamkitError('USAGE', `${path} is a directory in HDFS, not a file.`, {
    service: 'hdfs',
    suggestions,
  });
}

function inSafeMode(says: string): StreamkitError {
  return new StreamkitError('SERVICE_NOT_READY', 'HDFS is in safe mode: it is read-only.', {
    service: 'hdfs',
    suggestions: [
      'It ends by itself soon after a start, but not while the disk is nearly full.',
      suggest('See how much disk is free', 'doctor'),
      suggest('Restart it', 'restart', 'hdfs'),
    ],
    evidence: [says],
  });
}

function notReady(message: string, ...evidence: string[]): StreamkitError {
  return new StreamkitError('SERVICE_NOT_READY', message, {
    service: 'hdfs',
    suggestions: [
      suggest('Restart it', 'restart', 'hdfs'),
      suggest('See its log', 'logs', 'hdfs', '--tail', '20'),
    ],
    evidence,
  });
}

function parse(body: string): RemoteException | undefined {
  try {
    const parsed = JSON.parse(body) as { RemoteException?: Partial<RemoteException> } | null;
    const { exception, message } = parsed?.RemoteException ?? {};
    return exception === undefined ? undefined : { exception, message: message ?? exception };
  } catch {
    // Not WebHDFS's JSON: the status alone is known.
    return undefined;
  }
}

function firstLine(message: string): string {
  return message.split('\n')[0]?.trim() ?? '';
}
