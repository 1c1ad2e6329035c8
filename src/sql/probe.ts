import type { Address } from '../services/types.js';
import { interruptible } from '../shared/interruptible.js';
import { abandon, connectMysql } from './mysql.js';

/** MySQL is ready when this stack's account can log in and run a query; another stack's has another password. */
export async function probeMysql(
  { address, user, password }: { address: Address; user: string; password: string },
  signal: AbortSignal,
): Promise<void> {
  const connection = await connectMysql({ ...address, user, password }, signal, { connectTimeout: 2000 });
  try {
    await interruptible(connection.promise().query('SELECT 1'), signal);
    // MySQL logs a warning for each connection that ends without a farewell.
    await interruptible(connection.promise().end(), signal);
  } finally {
    abandon(connection);
  }
}
