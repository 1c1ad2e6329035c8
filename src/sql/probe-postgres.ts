import { interruptible } from '../shared/interruptible.js';
import { connectPostgres, type PostgresLogin } from './postgres.js';

/** PostgreSQL is ready when this stack's account can log in and run a query; another stack's has another password. */
export async function probePostgres(login: PostgresLogin, signal: AbortSignal): Promise<void> {
  const { client, socket } = await connectPostgres(login, signal);
  try {
    await interruptible(client.query('SELECT 1'), signal);
    await interruptible(client.end(), signal);
  } finally {
    socket.destroy();
  }
}
