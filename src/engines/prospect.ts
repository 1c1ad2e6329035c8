import type { KafkaMode } from '../services/types.js';

/** What a new stack would need, by which `auto` decides. */
export interface Prospect {
  kafkaMode: KafkaMode;
  /** Services by name; all for none. */
  services: string[];
  images: Record<string, string>;
  offline: boolean;
  signal: AbortSignal;
  /** Told which engine was chosen, and why. */
  onChoice: (message: string) => void;
}
