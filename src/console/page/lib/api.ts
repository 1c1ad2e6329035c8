import { signal } from '@preact/signals';

/** An error as `--json` prints it. */
export interface ApiProblem {
  code: string;
  message: string;
  service?: string;
  evidence?: string[];
  suggestions: { why: string; command?: string }[];
}

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: ApiProblem,
  ) {
    super(problem.message);
    this.name = 'ApiError';
  }
}

/** `denied`: the token is missing or wrong. */
export const access = signal<'unknown' | 'granted' | 'denied'>('unknown');

let token = '';

export function useToken(value: string): void {
  token = value;
}

/** A request to the API. @throws ApiError */
export async function api<Result>(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Result> {
  const response = await send(method, path, body, signal);
  return (await response.json()) as Result;
}

/** The same for an answer that is read as it comes. @throws ApiError */
export async function send(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`/api/v1/${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, {
      code: 'GONE',
      message: 'The console does not answer: it was ended, or is being restarted.',
      suggestions: [{ why: 'Start it again', command: 'streamkit console' }],
    });
  }
  if (response.ok) return response;
  if (response.status === 401) access.value = 'denied';
  const { error } = (await response.json().catch(() => ({}))) as { error?: ApiProblem };
  throw new ApiError(
    response.status,
    error ?? { code: 'INTERNAL', message: `The console answered ${response.status}.`, suggestions: [] },
  );
}

/** Saves an answer as a file. @throws ApiError */
export async function download(path: string, name: string): Promise<void> {
  const blob = await (await send('GET', path)).blob();
  saveBlob(blob, name);
}

export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 1000);
}

/** One part of a path. */
export function part(text: string): string {
  return encodeURIComponent(text);
}

/** `?a=1&b=2`, without what is empty. */
export function query(fields: Record<string, string | number | undefined>): string {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '');
  return given.length === 0
    ? ''
    : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()}`;
}
