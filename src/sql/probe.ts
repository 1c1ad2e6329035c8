import type { Address } from '../services/types.js';
import { connectMysql } from './mysql.js';

/** MySQL is ready when it lets this stack's account in and answers a query; another stack's has another password. */
export async function probeMysql(
  { address, user, password }: { address: Address; user: string; password: string },
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const connection = await connectMysql({ ...address, user, password }, { connectTimeout: 2000 });
  const stop = () => {
    connection.destroy();
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    await connection.query('SELECT 1');
  } finally {
    signal.removeEventListener('abort', stop);
    connection.destroy();
  }
}
