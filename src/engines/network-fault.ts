/** Programs that are not services of the stack, where a fault names who is at the other end. */
export const clients = 'clients';

/** A cut or slow connection. */
export interface NetworkFault {
  /** An instance. */
  service: string;
  /** The other end: an instance, or `clients`; absent for everything. */
  other?: string | undefined;
  /** How much later data arrives, each way; absent where nothing arrives. */
  delayMs?: number | undefined;
}
