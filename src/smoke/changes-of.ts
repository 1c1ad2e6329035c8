import type { EngineName } from '../services/types.js';
import { eventually } from './eventually.js';
import type { Query } from './query.js';

/** A database as the template connect-cdc captures its changes. */
export interface ChangesOf {
  title: string;
  service: 'mysql' | 'postgres';
  /** The files of the template start with it. */
  filePrefix: string;
  /** What is between the template's name and `source` or `sink` in the names of its connectors. */
  infix: string;
  /** What the template calls a database. */
  kind: 'database' | 'schema';
  drop: (name: string) => string;
  plugin: (engine: EngineName) => string;
  /** Removes what a deleted source leaves in the server. @param id of the run */
  release?: (query: Query, id: string) => Promise<void>;
}

export const mysqlChanges: ChangesOf = {
  title: 'MySQL',
  service: 'mysql',
  filePrefix: '',
  infix: '-',
  kind: 'database',
  drop: (name) => `drop database if exists ${name}`,
  plugin: (engine) => (engine === 'docker' ? 'debezium-mysql' : 'debezium-mariadb'),
};

export const postgresChanges: ChangesOf = {
  title: 'PostgreSQL',
  service: 'postgres',
  filePrefix: 'postgres-',
  infix: '-postgres-',
  kind: 'schema',
  drop: (name) => `drop schema if exists ${name} cascade`,
  plugin: () => 'debezium-postgres',
  async release(query, id) {
    const { signal } = new AbortController();
    const slots = `from pg_replication_slots where slot_name = 'slot_${id}'`;
    // The task of the deleted connector may still read it.
    await eventually(
      async () => {
        await query(`select pg_terminate_backend(active_pid) ${slots} and active`, signal);
        await query(`select pg_drop_replication_slot(slot_name) ${slots}`, signal);
      },
      30_000,
      signal,
    );
    await query(`drop publication if exists shop_${id}_publication`, signal);
  },
};
