import { describe, expect, test } from 'vitest';
import { connectionBroke, hdfsFailure, remoteFailure } from '../../../src/hdfs/failure.js';
import { hdfsPath } from '../../../src/hdfs/path.js';
import { operationUrl } from '../../../src/hdfs/webhdfs.js';
import type { StreamkitError } from '../../../src/shared/errors.js';
import { suggest } from '../../../src/shared/suggestion.js';

const base = 'http://127.0.0.1:9870/webhdfs/v1';

describe('paths', () => {
  test.each([
    ['/a/b', '/a/b'],
    ['a/b/', '/a/b'],
    ['//a/../b//c', '/b/c'],
    ['/', '/'],
    ['hdfs://127.0.0.1:8020/user/x', '/user/x'],
    ['hdfs://127.0.0.1:8020', '/'],
    ['/100%25 + a', '/100%25 + a'],
  ])('%s means %s', (text, path) => {
    expect(hdfsPath(text)).toBe(path);
  });

  test('an empty one is refused', () => {
    expect(() => hdfsPath('')).toThrow('cannot be empty');
  });

  test('every character of a name survives the address', () => {
    const path = '/d é/a "q" %41+;&?#=😀';
    const url = operationUrl(base, { op: 'OPEN', path });
    expect(decodeURIComponent(url.pathname)).toBe(`/webhdfs/v1${path}`);
    expect(url.searchParams.get('op')).toBe('OPEN');
    expect(url.hash).toBe('');
  });
});

describe('refusals in words', () => {
  const refusal = (exception: string, message: string) =>
    remoteFailure(JSON.stringify({ RemoteException: { exception, message } }), 403, '/a');

  test.each([
    ['FileNotFoundException', 'File does not exist: /a', 'NOT_FOUND', '/a does not exist in HDFS.'],
    ['FileAlreadyExistsException', '/a exists', 'ALREADY_EXISTS', '/a already exists in HDFS.'],
    ['SafeModeException', 'Cannot create file. Name node is in safe mode.', 'SERVICE_NOT_READY', 'safe mode'],
    ['RetriableException', 'Cannot create. NameNode is in safe mode.', 'SERVICE_NOT_READY', 'safe mode'],
    [
      'IOException',
      'File /a could only be written to 0 of the 1 minReplication nodes.',
      'DISK_FULL',
      'no room',
    ],
    [
      'IOException',
      'File /a could only be written to 0 of the 1 minReplication nodes. There are 1 datanode(s) running and 1 node(s) are excluded in this operation.',
      'SERVICE_NOT_READY',
      'No DataNode of HDFS accepts the data of /a.',
    ],
    ['IOException', 'Failed to find datanode, suggest to check', 'SERVICE_NOT_READY', 'no live DataNode'],
    ['InvalidPathException', 'Invalid path name', 'USAGE', 'does not accept the path /a'],
    [
      'AccessControlException',
      'denied\n\tat org.apache.Foo',
      'SERVICE_UNREACHABLE',
      'HDFS refused /a: denied',
    ],
  ])('%s: %s', (exception, message, code, words) => {
    const error = refusal(exception, message);
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
    expect(error.message).not.toContain('\tat ');
  });

  test('a response that is not JSON', () => {
    expect(remoteFailure('<html>', 502, '/a').message).toContain('status 502');
  });

  test('an unreachable HDFS suggests up', () => {
    const cause = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    const error = hdfsFailure(new TypeError('fetch failed', { cause }), base) as StreamkitError;
    expect(error.message).toBe('HDFS is not reachable at http://127.0.0.1:9870.');
    expect(error.suggestions).toContainEqual(suggest('Start it', 'up', 'hdfs'));
    expect(connectionBroke(new Error('reset'), base).message).toContain('reset');
  });
});
