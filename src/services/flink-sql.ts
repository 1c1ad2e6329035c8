import { flinkProcess, localFlinkSettings } from './flink.js';
import { gatewayInDocker } from './docker/flink.js';
import { flinkSqlSettings, flinkVersion } from './settings/flink-settings.js';
import { flinkSqlUserSettings } from './settings/owned-settings.js';
import { log4jFile } from './settings/properties.js';
import { yamlFile } from './settings/yaml.js';
import type { ServiceDefinition } from './types.js';

/** Plans SQL statements and runs them as jobs of the Flink cluster. */
export const flinkSqlGateway: ServiceDefinition = {
  name: 'flink-sql',
  title: 'Apache Flink, SQL gateway',
  version: flinkVersion,
  optional: true,
  needs: ['flink-taskmanager'],
  ports: [{ name: 'http', default: 8086 }],
  endpoints: (port) => ({ http: `http://127.0.0.1:${port('http')}` }),
  clients: ({ endpoint }) => ({ variables: { FLINK_SQL_GATEWAY_URL: endpoint } }),
  readiness:
    ({ port }) =>
    async (signal) =>
      (await import('../flink/probe.js')).probeSqlGateway(`http://127.0.0.1:${port('http')}`, signal),
  userSettings: flinkSqlUserSettings,
  local: {
    ...flinkProcess,
    module: 'flink-sql',
    main: { class: 'org.apache.flink.table.gateway.SqlGateway' },
    arguments: () => [],
    environment: ({ dir }) => ({ FLINK_CONF_DIR: `${dir}/conf` }),
    heapMb: 192,
    files: (context) => ({
      'conf/log4j.properties': log4jFile,
      'conf/config.yaml': yamlFile({
        ...localFlinkSettings(context, {
          rpc: context.peer('flink-jobmanager', 'rpc').port,
          http: context.peer('flink-jobmanager', 'http').port,
        }),
        'sql-gateway.endpoint.rest.address': '127.0.0.1',
        'sql-gateway.endpoint.rest.bind-address': '127.0.0.1',
        'sql-gateway.endpoint.rest.port': context.port('http'),
        'sql-gateway.endpoint.rest.bind-port': context.port('http'),
        ...flinkSqlSettings,
      }),
    }),
  },
  docker: gatewayInDocker,
};
