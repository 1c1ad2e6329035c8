import { describe, expect, test } from 'vitest';
import { containerOptions } from '../../../../src/engines/docker/containers/container-options.js';
import { createRequest } from '../../../../src/engines/docker/containers/create-request.js';
import { catalogue, findService } from '../../../../src/services/catalogue.js';
import { stackSecurity } from '../../../../src/services/settings/security.js';
import { kafkaModes, type ServiceDefinition } from '../../../../src/services/types.js';
import { instancesOf } from '../../../../src/services/instances.js';
import type { Stack } from '../../../../src/engines/engine.js';
import { assignPorts, portsOf } from '../../../../src/stack/addresses.js';
import { certificateNames } from '../../../../src/stack/security/write-security.js';

const security = stackSecurity('/srv/stack', 'hush');
const secrets = [security.admin.password, security.app.password, security.keyStorePassword];

/** The containers of services, as the engine would create them. */
function optionsOf(services: ServiceDefinition[], names: string[], more: Partial<Stack> = {}) {
  const ports = assignPorts(services, {}, {});
  const stack: Stack = {
    name: 'orders',
    dir: '/srv/stack',
    id: 'AAAAAAAAAAAAAAAAAAAAAA',
    secret: 'hush',
    images: {},
    exchange: '/srv/project',
    portsOf: (one) => portsOf(ports, one),
    instancesOf: (one) => instancesOf(services, one).map(({ name }) => name),
    ...more,
  };
  return names.flatMap((name) => containerOptions(stack, findService(services, name)));
}

describe.each(kafkaModes)('the containers of a secured stack (%s)', (mode) => {
  const instances = { kafka: { count: 2, founders: 1 } };
  const services = catalogue(mode, 'docker', instances, { secure: true });
  const all = optionsOf(services, ['kafka', 'kafka-2', 'schema-registry', 'connect'], { security });

  test('Docker does not show a password, and only the users of the containers can read them', () => {
    for (const options of all) {
      const shown = JSON.stringify(createRequest(options, '1000:1000'));
      for (const secret of secrets) expect(shown).not.toContain(secret);
      const holding = options.files.filter((file) =>
        secrets.some((one) => JSON.stringify(file).includes(one)),
      );
      expect(holding.map(({ path }) => path)).toContain('/run/streamkit/secrets.sh');
      for (const file of holding) expect(file.isPublic).toBeUndefined();
    }
  });

  test('brokers require a login of clients inside and outside, and sign in to each other as admin', () => {
    const [broker] = all;
    expect(broker?.environment).toMatchObject({
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'INTERNAL:SASL_SSL,EXTERNAL:SASL_SSL,CONTROLLER:SSL',
      KAFKA_LISTENER_NAME_CONTROLLER_SSL_CLIENT_AUTH: 'required',
      KAFKA_INTER_BROKER_LISTENER_NAME: 'INTERNAL',
      KAFKA_LISTENER_NAME_EXTERNAL_SCRAM___SHA___512_SASL_JAAS_CONFIG:
        'org.apache.kafka.common.security.scram.ScramLoginModule required;',
      KAFKA_SUPER_USERS: 'User:admin;User:CN=streamkit',
      KAFKA_SSL_KEYSTORE_LOCATION: '/run/streamkit/server.pem',
    });
    expect(broker?.files).toContainEqual({
      path: '/run/streamkit/secrets.sh',
      text: `export KAFKA_LISTENER_NAME_INTERNAL_SCRAM___SHA___512_SASL_JAAS_CONFIG='org.apache.kafka.common.security.scram.ScramLoginModule required username="admin" password="${security.admin.password}";'\n`,
      owner: 1000,
    });
    expect(broker?.command?.at(-1)).toMatch(/\nexec \/etc\/(kafka|confluent)\/docker\/run$/);
  });

  test('registry and Connect sign in as admin, and serve HTTPS under names that the certificate has', () => {
    const [registry, connect] = all.slice(2);
    expect(registry?.environment).toMatchObject({
      SCHEMA_REGISTRY_KAFKASTORE_BOOTSTRAP_SERVERS: 'SASL_SSL://kafka:29092,SASL_SSL://kafka-2:29092',
      SCHEMA_REGISTRY_KAFKASTORE_SECURITY_PROTOCOL: 'SASL_SSL',
      SCHEMA_REGISTRY_LISTENERS: 'https://0.0.0.0:8081',
      SCHEMA_REGISTRY_INTER_INSTANCE_PROTOCOL: 'https',
    });
    expect(connect?.environment).toMatchObject({
      CONNECT_LISTENERS: 'https://0.0.0.0:8083',
      CONNECT_PRODUCER_SECURITY_PROTOCOL: 'SASL_SSL',
      CONNECT_ADMIN_SSL_TRUSTSTORE_LOCATION: '/run/streamkit/ca.crt',
    });
    for (const { hostname } of all) expect(certificateNames()).toContain(hostname);
  });
});

test('a stack without security has none of it', () => {
  const all = optionsOf(catalogue('kraft', 'docker'), ['kafka', 'schema-registry', 'connect']);
  expect(JSON.stringify(all)).not.toMatch(/SASL_|https|secrets\.sh/);
});
