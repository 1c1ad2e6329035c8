export const mongoUser = 'streamkit';

/** Below the service's folder; only the user may read it. */
export const mongoClientFile = 'conf/uri';

/** @param address of the server: host:port @param password letters and digits; none for an address without a login */
export function mongoUri(address: string, password?: string): string {
  if (password === undefined) return `mongodb://${address}/`;
  return `mongodb://${mongoUser}:${password}@${address}/?authSource=admin&directConnection=true`;
}
