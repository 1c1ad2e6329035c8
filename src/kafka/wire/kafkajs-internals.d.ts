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

declare module 'kafkajs/src/protocol/request.js' {
  /** A request as it is sent. */
  export default function frame(options: {
    correlationId: number;
    clientId: string;
    request: { apiKey: number; apiVersion: number; encode: () => Promise<unknown> };
  }): Promise<{ buffer: Buffer }>;
}

declare module 'kafkajs/src/protocol/requests/metadata/v4/request.js' {
  export default function request(options: { topics: string[] }): {
    apiKey: number;
    apiVersion: number;
    encode: () => Promise<unknown>;
  };
}

declare module 'kafkajs/src/protocol/requests/metadata/v4/response.js' {
  const response: {
    decode: (body: Buffer) => Promise<{
      brokers: { nodeId: number; host: string; port: number }[];
      clusterId: string | null;
      controllerId: number;
      topicMetadata: {
        topicErrorCode: number;
        topic: string;
        partitionMetadata: { partitionId: number; leader: number; replicas: number[]; isr: number[] }[];
      }[];
    }>;
  };
  export default response;
}

declare module 'kafkajs/src/protocol/requests/metadata/v6/response.js' {
  interface Metadata {
    topicMetadata: { partitionMetadata: { leader: number; partitionErrorCode: number }[] }[];
  }
  const response: {
    /** @throws kafkajs's protocol error for the first error code */
    parse: (metadata: Metadata) => Promise<Metadata>;
  };
  export default response;
}

declare module 'kafkajs/src/protocol/encoder.js' {
  /** Writes into a buffer of its own, which grows. */
  export default class Encoder {
    readonly buffer: Buffer;
    writeInt16(value: number): this;
    writeInt32(value: number): this;
    writeString(value: string | null): this;
    writeBytes(value: Buffer | null): this;
    writeBoolean(value: boolean): this;
    writeArray(values: (string | Encoder)[]): this;
    writeInt64(value: number): this;
    /** The compact forms of the flexible message format. */
    writeUVarInt(value: number): this;
    writeUVarIntString(value: string): this;
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

declare module 'kafkajs/src/protocol/requests/saslHandshake/v1/request.js' {
  export default function request(options: { mechanism: string }): {
    apiKey: number;
    apiVersion: number;
    encode: () => Promise<unknown>;
  };
}

declare module 'kafkajs/src/protocol/requests/saslHandshake/v1/response.js' {
  const response: { decode: (body: Buffer) => Promise<{ errorCode: number; enabledMechanisms: string[] }> };
  export default response;
}
