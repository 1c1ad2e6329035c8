import { instanceName } from '../instances.js';
import { flinkModuleOptions, flinkSettings, flinkSqlSettings } from '../settings/flink-settings.js';
import { log4jToStdout } from '../settings/properties.js';
import { yamlFile } from '../settings/yaml.js';
import type { ContainerRecipe, DockerRecipe } from '../docker-recipe.js';

/** The newest image (apache/flink-docker); it may lag behind the release on Maven Central. */
const version = '2.2.1';
const flinkUser = 9999;
/** Instead of the image's own folder, whose settings its entrypoint rewrites at each start. */
const settingsFolder = '/opt/streamkit/conf';
/** A volume takes the owner of the folder that the image has there: this is one of the few that Flink's user may write to. */
const dataFolder = '/opt/flink/log';

export const jobManagerInDocker: DockerRecipe = {
  as: { version },
  containers: [process('flink-jobmanager', ['jobmanager'], { http: 8081, rpc: 6123 })],
  inside: { http: 'http://flink-jobmanager:8081', rpc: 'flink-jobmanager:6123' },
  proof: ['curl', '--fail', '--silent', '--show-error', 'http://flink-jobmanager:8081/overview'],
};

export const taskManagerInDocker: DockerRecipe = {
  as: {
    version,
    readiness:
      ({ port, peer, instance }) =>
      async (signal) => {
        const { host, port: http } = peer('flink-jobmanager', 'http');
        const { probeTaskManager } = await import('../../flink/probe.js');
        const address = `@${instanceName('flink-taskmanager', instance.number)}:6122`;
        await probeTaskManager({ url: `http://${host}:${http}`, rpcPort: port('rpc'), address }, signal);
      },
  },
  containers: [process('flink-taskmanager', ['taskmanager'], { rpc: 6122 })],
  inside: { rpc: 'flink-taskmanager:6122' },
  after: ['flink-jobmanager'],
  proof: ['curl', '--fail', '--silent', '--show-error', 'http://flink-jobmanager:8081/taskmanagers'],
};

export const gatewayInDocker: DockerRecipe = {
  as: { version },
  containers: [
    process(
      'flink-sql',
      ['/opt/flink/bin/sql-gateway.sh', 'start-foreground'],
      { http: 8083 },
      {
        ...flinkSqlSettings,
        'sql-gateway.endpoint.rest.address': 'flink-sql',
        'sql-gateway.endpoint.rest.bind-address': '0.0.0.0',
        'sql-gateway.endpoint.rest.port': 8083,
        'sql-gateway.endpoint.rest.bind-port': 8083,
      },
    ),
  ],
  inside: { http: 'http://flink-sql:8083' },
  after: ['flink-taskmanager'],
  proof: ['curl', '--fail', '--silent', '--show-error', 'http://flink-sql:8083/info'],
};

function process(
  name: string,
  command: string[],
  ports: Record<string, number>,
  more: Record<string, unknown> = {},
): ContainerRecipe {
  return {
    name,
    image: `flink:${version}`,
    command,
    environment: () => ({ FLINK_CONF_DIR: settingsFolder }),
    ports,
    volumes: { data: dataFolder },
    files: ({ instance }) => [
      {
        path: `${settingsFolder}/config.yaml`,
        text: yamlFile({ ...settings(instanceName(name, instance.number)), ...more }),
        owner: flinkUser,
      },
      {
        path: `${settingsFolder}/log4j-console.properties`,
        text: log4j2File,
        owner: flinkUser,
      },
    ],
    stopGraceSeconds: 15,
  };
}

function settings(name: string): Record<string, unknown> {
  return {
    ...flinkSettings,
    // In the settings that these replace; without them, Java refuses what Flink's libraries do.
    'env.java.opts.all': flinkModuleOptions.join(' '),
    'jobmanager.rpc.address': 'flink-jobmanager',
    'jobmanager.rpc.port': 6123,
    'jobmanager.bind-host': '0.0.0.0',
    'jobmanager.memory.process.size': '768m',
    'taskmanager.host': name,
    'taskmanager.bind-host': '0.0.0.0',
    'taskmanager.resource-id': name,
    'taskmanager.rpc.port': 6122,
    'rest.address': 'flink-jobmanager',
    'rest.bind-address': '0.0.0.0',
    'rest.port': 8081,
    'rest.bind-port': 8081,
    'web.access-control-allow-origin': 'http://127.0.0.1',
    'web.upload.dir': `${dataFolder}/upload`,
    'io.tmp.dirs': '/tmp',
    'execution.checkpointing.dir': `file://${dataFolder}/checkpoints`,
    'execution.checkpointing.savepoint-dir': `file://${dataFolder}/savepoints`,
    // State up to this size is in the checkpoint's own file, which the JobManager writes and deletes.
    'state.storage.fs.memory-threshold': '1mb',
  };
}

const log4j2File = [
  'rootLogger.level = INFO',
  'rootLogger.appenderRef.console.ref = Console',
  'appender.console.name = Console',
  'appender.console.type = CONSOLE',
  'appender.console.layout.type = PatternLayout',
  `appender.console.layout.pattern = ${log4jToStdout['log4j.appender.stdout.layout.ConversionPattern']}`,
  '',
].join('\n');
