import { messageOf, StreamkitError, systemCode } from '../shared/errors.js';

interface RemoteException {
  exception: string;
  message: string;
}

/** What HDFS refused, in words. @param body of the answer: a RemoteException in JSON, or a proxy's anything */
export function remoteFailure(body: string, status: number, path: string): StreamkitError {
  const { exception, message } = parse(body) ?? {
    exception: '',
    message: `it answered with status ${status}`,
  };
  const says = firstLine(message);
  if (/safe ?mode/i.test(exception + says)) return inSafeMode(says);
  if (/could only be written to 0 of|Out of space|DiskOutOfSpace|No space left/i.test(exception + says)) {
    return new StreamkitError('DISK_FULL', `HDFS has no room for ${path}.`, {
      service: 'hdfs',
      suggestions: ['streamkit doctor shows how much disk is free', 'streamkit hdfs rm PATH deletes a file'],
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
      return new StreamkitError('USAGE', `${path} would lie below a file: ${says}`, { service: 'hdfs' });
    case 'InvalidPathException':
    case 'PathComponentTooLongException':
    case 'IllegalArgumentException':
      return new StreamkitError('USAGE', `HDFS does not take the path ${path}: ${says}`, {
        service: 'hdfs',
        suggestions: ['A name has at most 255 bytes and no ":".'],
      });
    default:
      return new StreamkitError('SERVICE_UNREACHABLE', `HDFS refused ${path}: ${says}`, {
        service: 'hdfs',
        suggestions: ['streamkit logs hdfs --tail 20', 'streamkit status'],
      });
  }
}

/** Failures on the way to HDFS; what is in words already stays as it is. */
export function hdfsFailure(error: unknown, url: string): unknown {
  if (error instanceof StreamkitError) return error;
  const cause = error instanceof Error ? error.cause : undefined;
  // fetch tells what happened on the wire only as a cause; other errors, such as a local file's, are not HDFS's.
  if (!(error instanceof TypeError) || cause === undefined) return error;
  return connectionBroke(cause, url);
}

/** @param cause the system's error or the HTTP client's */
export function connectionBroke(cause: unknown, url: string): StreamkitError {
  const silent = systemCode(cause) === 'ECONNREFUSED';
  const { origin } = new URL(url);
  return new StreamkitError(
    'SERVICE_UNREACHABLE',
    silent ? `HDFS does not answer at ${origin}.` : `The connection to HDFS broke: ${messageOf(cause)}`,
    { service: 'hdfs', suggestions: ['streamkit up hdfs', 'streamkit status'], cause },
  );
}

/** HDFS ended an upload in the middle. */
export function uploadBroke(cause: unknown): StreamkitError {
  return new StreamkitError(
    'SERVICE_UNREACHABLE',
    'HDFS broke the upload off; a full disk is the usual cause.',
    {
      service: 'hdfs',
      suggestions: [
        'streamkit doctor shows how much disk is free',
        'streamkit logs hdfs --tail 20 shows what HDFS says',
        'streamkit status',
      ],
      cause,
    },
  );
}

export function notFound(path: string): StreamkitError {
  return new StreamkitError('NOT_FOUND', `HDFS has no ${path}.`, {
    service: 'hdfs',
    suggestions: [`streamkit hdfs ls ${path.replace(/[^/]+$/, '') || '/'}`],
  });
}

export function alreadyExists(path: string): StreamkitError {
  return new StreamkitError('ALREADY_EXISTS', `HDFS has ${path} already.`, { service: 'hdfs' });
}

export function isDirectory(path: string, suggestions: string[]): StreamkitError {
  return new StreamkitError('USAGE', `${path} is a directory in HDFS, not a file.`, {
    service: 'hdfs',
    suggestions,
  });
}

function inSafeMode(says: string): StreamkitError {
  return new StreamkitError('SERVICE_NOT_READY', 'HDFS is in safe mode: it can be read, not changed.', {
    service: 'hdfs',
    suggestions: [
      'It ends by itself soon after a start; on a nearly full disk it stays: streamkit doctor',
      'streamkit restart hdfs',
    ],
    evidence: [says],
  });
}

function notReady(message: string): StreamkitError {
  return new StreamkitError('SERVICE_NOT_READY', message, {
    service: 'hdfs',
    suggestions: ['streamkit restart hdfs', 'streamkit logs hdfs --tail 20'],
  });
}

function parse(body: string): RemoteException | undefined {
  try {
    const parsed = JSON.parse(body) as { RemoteException?: Partial<RemoteException> } | null;
    const { exception, message } = parsed?.RemoteException ?? {};
    return exception === undefined ? undefined : { exception, message: message ?? exception };
  } catch {
    // Not WebHDFS's JSON: the status alone tells.
    return undefined;
  }
}

function firstLine(message: string): string {
  return message.split('\n')[0]?.trim() ?? '';
}
