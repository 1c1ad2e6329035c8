/** The parts of kafkajs 2.2 that its own types leave out and that we use; the version in package.json is held for them. */
declare module 'kafkajs/src/network/requestQueue/index.js' {
  export default class RequestQueue {
    pending: unknown[];
    /** Milliseconds since the epoch; -1 when never throttled. */
    throttledUntil: number;
    scheduleCheckPendingRequests: (this: RequestQueue) => void;
  }
}

declare module 'kafkajs/src/protocol/requests/fetch/v11/request.js' {
  export interface FetchTopic {
    topic: string;
    partitions: { partition: number; fetchOffset: string; maxBytes: number }[];
  }
  interface Request {
    apiKey: number;
    apiVersion: number;
    apiName: string;
    encode: () => Promise<unknown>;
  }
  export default function request(options: {
    replicaId: number;
    maxWaitTime: number;
    minBytes: number;
    maxBytes: number;
    isolationLevel: number;
    topics: FetchTopic[];
  }): Request;
}

declare module 'kafkajs/src/protocol/encoder.js' {
  /** Writes into a buffer of its own, which grows. */
  export default class Encoder {
    writeInt16(value: number): this;
    writeInt32(value: number): this;
    writeString(value: string | null): this;
    writeBytes(value: Buffer | null): this;
  }
}

declare module 'kafkajs/src/protocol/error.js' {
  import type { KafkaJSProtocolError } from 'kafkajs';
  const errors: { createErrorFromCode: (code: number) => KafkaJSProtocolError };
  export default errors;
}

declare module 'kafkajs/src/producer/partitioners/default/murmur2.js' {
  export default function murmur2(key: Buffer): number;
}
