/** The superuser of a stack's PostgreSQL. It comes from 127.0.0.1 only, and its password is the stack's secret. */
export const postgresUser = 'postgres';

/** The database that clients use unless they name another. */
export const postgresDatabase = 'postgres';

/** Options of the server on both engines. */
export const postgresSettings = [
  // Every change of a row, for connectors that capture changes.
  'wal_level=logical',
  // A slot whose connector is gone keeps no more of the log than this.
  'max_slot_wal_keep_size=1GB',
  'shared_buffers=16MB',
  'max_wal_size=256MB',
].flatMap((setting) => ['-c', setting]);

/** Files for clients on this machine, by path below the service's folder; only the user may read them. */
export function postgresClientFiles({ secret }: { secret: string }): Record<string, string> {
  return {
    'conf/password': secret,
    // As psql and all other programs on libpq read it.
    'conf/pgpass': `*:*:*:${postgresUser}:${secret}\n`,
  };
}

/** The password for programs on libpq (PGPASSFILE). @param dir the service's folder */
export function postgresClientFile(dir: string): string {
  return `${dir}/conf/pgpass`;
}
