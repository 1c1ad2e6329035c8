import type { StreamkitError } from './errors.js';

/** @returns why a service does not respond, if this machine knows */
type Explain = (service: string) => Promise<StreamkitError | undefined>;

let explain: Explain = async () => Promise.resolve(undefined);

/** Called once a command knows its stack: from now on clients that wait for a response can ask. */
export function explainSilence(by: Explain): void {
  explain = by;
}

/** Asked by clients while they wait; undefined while the service may still respond. */
export async function silenceOf(service: string): Promise<StreamkitError | undefined> {
  return explain(service);
}
