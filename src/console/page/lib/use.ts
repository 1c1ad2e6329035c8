import { useEffect, useState } from 'preact/hooks';
import { api, ApiError, type ApiProblem } from './api.js';

export interface Resource<Result> {
  data: Result | undefined;
  problem: ApiProblem | undefined;
  reload: () => void;
}

/** What the API answers to a GET; asked again when the path changes, at `reload()`, and every so many milliseconds. */
export function useApi<Result>(path: string | undefined, everyMs?: number): Resource<Result> {
  const [data, setData] = useState<{ path: string; value: Result }>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (path === undefined) return undefined;
    const gone = new AbortController();
    const ask = async () => {
      try {
        const value = await api<Result>('GET', path, undefined, gone.signal);
        setData({ path, value });
        setProblem(undefined);
      } catch (error) {
        if (!gone.signal.aborted && error instanceof ApiError) setProblem(error.problem);
      }
    };
    void ask();
    const timer =
      everyMs === undefined
        ? undefined
        : setInterval(() => {
            if (!document.hidden) void ask();
          }, everyMs);
    return () => {
      gone.abort();
      clearInterval(timer);
    };
  }, [path, round, everyMs]);
  return {
    data: data !== undefined && data.path === path ? data.value : undefined,
    problem,
    reload: () => {
      setRound((number) => number + 1);
    },
  };
}

/** The time, by the second, for "3 s ago". */
export function useNow(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 1000);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return now;
}

export function problemOf(error: unknown): ApiProblem {
  if (error instanceof ApiError) return error.problem;
  return {
    code: 'INTERNAL',
    message: error instanceof Error ? error.message : String(error),
    suggestions: [],
  };
}
