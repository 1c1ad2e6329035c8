import type { StackSecurity } from './security.js';

/** How programs are told where a service is, in the three ways that programs read it. */
export interface ClientSettings {
  /** Environment variables. */
  variables: Record<string, string>;
  /** Keys of Kafka's clients and Confluent's serializers. */
  properties: Record<string, string>;
  /** Keys of Spring Boot. */
  spring: Record<string, string>;
}

/** What a service may tell programs about itself. */
export interface ClientPlace {
  /** As clients write it. */
  endpoint: string;
  /** The service's folder, absolute. */
  dir: string;
  /** The stack's password. */
  secret: string;
  security?: StackSecurity | undefined;
  /** Whether passwords may be in the settings, or only the names of the files that hold them. */
  secrets: boolean;
}

/** `NAME_HOST` and `NAME_PORT` of a `host:port`. */
export function hostAndPort(prefix: string, endpoint: string, separator = '_'): Record<string, string> {
  const [host = '', port = ''] = endpoint.split(':');
  return { [`${prefix}${separator}HOST`]: host, [`${prefix}${separator}PORT`]: port };
}
