import type { ConnectionOptions } from 'node:tls';

/** How clients sign in to Kafka. */
export type SaslAccess =
  | { mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'; username: string; password: string }
  | { mechanism: 'oauthbearer'; token: () => Promise<string> };

/** What a client needs beyond an address. */
export interface Access {
  /** The context that the address belongs to; absent for a stack of this machine. */
  context?: string;
  /** Absent: the connection is not encrypted. */
  tls?: ConnectionOptions;
  sasl?: SaslAccess;
  /** The user's name for Kafka's authorizer, such as `User:alice`; absent where only the broker knows it. */
  principal?: string;
  /** The value of the Authorization header of HTTP requests. */
  authorization?: () => Promise<string>;
}

interface Entry {
  context: string | undefined;
  load: () => Promise<Access>;
  loaded?: Promise<Access>;
  principal?: string | undefined;
}

/**
 * Access by address, as in a credential store: use cases pass addresses around, and the clients of Kafka and of HTTP services
 * look up here how to connect. Filled by whoever names an address: the endpoints of a secured stack or of a context.
 */
const entries = new Map<string, Entry>();

/**
 * @param address as clients are given it: a list of brokers, or a URL, whose origin counts
 * @param load reads files and runs commands that give passwords: once, when a client connects first
 */
export function grantAccess(address: string, load: () => Promise<Access>, context?: string): void {
  entries.set(keyOf(address), { load, context });
}

/** @returns undefined for an address that needs none */
export async function accessTo(address: string): Promise<Access | undefined> {
  const entry = entries.get(keyOf(address));
  if (!entry) return undefined;
  const access = await (entry.loaded ??= entry.load());
  entry.principal = access.principal;
  return access;
}

/** Who a client is that has connected to the address. */
export function principalAt(address: string): string | undefined {
  return entries.get(keyOf(address))?.principal;
}

/** The context that an address belongs to; undefined for a stack of this machine. */
export function contextOf(address: string): string | undefined {
  return entries.get(keyOf(address))?.context;
}

function keyOf(address: string): string {
  return /^https?:\/\//.test(address) ? new URL(address.split(',')[0] ?? '').origin : address;
}
