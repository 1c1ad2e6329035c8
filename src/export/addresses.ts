import { registryPath } from '../services/schema-registry.js';
import type { ExportedStack } from './exported-stack.js';

/** Addresses inside of the Kubernetes cluster, by service, for those that are exported. */
export function clusterAddresses({
  cluster,
  secure,
  services,
}: Pick<ExportedStack, 'cluster' | 'secure' | 'services'>): Record<string, string> {
  const all: Record<string, string> = {
    zookeeper: `${cluster}-zookeeper:2181`,
    kafka: `${cluster}-kafka-bootstrap:${secure ? 9093 : 9092}`,
    'schema-registry': `http://${cluster}-schema-registry:8080${registryPath}`,
    connect: `http://${cluster}-connect-connect-api:8083`,
    nimbus: `${cluster}-nimbus:6627`,
    'flink-jobmanager': `http://${cluster}-flink-rest:8081`,
  };
  const exported = Object.entries(all).filter(([name]) => services.includes(name));
  return Object.fromEntries(exported);
}

/** The variables by which `run` and `job submit` pass addresses to programs. */
export function programVariables(stack: ExportedStack): Record<string, string> {
  const { kafka, 'schema-registry': registry } = clusterAddresses(stack);
  return {
    ...(kafka !== undefined && { KAFKA_BOOTSTRAP_SERVERS: kafka }),
    ...(kafka !== undefined &&
      stack.secure && { KAFKA_SECURITY_PROTOCOL: 'SASL_SSL', KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512' }),
    ...(registry !== undefined && { SCHEMA_REGISTRY_URL: registry }),
  };
}
