import type { Kafka } from 'kafkajs';

export interface ClientOptions {
  /** How often a request is tried again before it fails. */
  retries?: number;
  connectionTimeoutMs?: number;
}

/** A kafkajs client for one broker on this machine; silent, since commands say what matters. */
export async function kafkaClient(broker: string, options: ClientOptions = {}): Promise<Kafka> {
  const { default: kafkajs } = await import('kafkajs');
  return new kafkajs.Kafka({
    clientId: 'streamkit',
    brokers: [broker],
    logLevel: kafkajs.logLevel.NOTHING,
    connectionTimeout: options.connectionTimeoutMs ?? 5000,
    retry: { retries: options.retries ?? 3, initialRetryTime: 100, maxRetryTime: 2000 },
  });
}
