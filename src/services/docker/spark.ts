import { instanceName } from '../instances.js';
import { sparkCores, sparkLogFile, sparkWorkerTimeout } from '../settings/spark-settings.js';
import type { ContainerRecipe, DockerRecipe } from '../docker-recipe.js';

/** The newest image (apache/spark-docker); it may lag behind the release on Maven Central. */
const version = '4.1.2';
const sparkUser = 185;
const sparkClass = '/opt/spark/bin/spark-class';

/** The Log4j 2 settings of all of Spark's JVMs, in a container. */
export const sparkImageLog = '/opt/spark/streamkit/log4j2.properties';

/** Version of Spark in its image. */
export const sparkImageVersion = version;

export const masterInDocker: DockerRecipe = {
  as: { version },
  containers: [
    process({
      name: 'spark-master',
      command: [
        ...[sparkClass, 'org.apache.spark.deploy.master.Master'],
        ...['--host', 'spark-master', '--port', '7077', '--webui-port', '8080'],
      ],
      options: [
        '-Dspark.master.rest.enabled=true',
        '-Dspark.master.rest.host=0.0.0.0',
        '-Dspark.master.rest.port=6066',
        '-Dspark.deploy.recoveryMode=FILESYSTEM',
        '-Dspark.deploy.recoveryDirectory=/opt/spark/work-dir/recovery',
      ],
      ports: { http: 8080, rest: 6066, rpc: 7077 },
    }),
  ],
  inside: {
    http: 'http://spark-master:8080',
    rest: 'http://spark-master:6066',
    rpc: 'spark://spark-master:7077',
  },
  proof: ['bash', '-c', 'exec 3<>/dev/tcp/spark-master/6066'],
};

export const workerInDocker: DockerRecipe = {
  as: {
    version,
    // The Master alone talks to its other port, inside of the network.
    ports: [{ name: 'http', default: 8089 }],
    readiness:
      ({ peer, instance }) =>
      async (signal) => {
        const { host, port } = peer('spark-master', 'http');
        const { probeWorker } = await import('../../spark/probe.js');
        const worker = { host: instanceName('spark-worker', instance.number), rpcPort: 7078 };
        await probeWorker({ web: `http://${host}:${port}`, ...worker }, signal);
      },
  },
  containers: [
    {
      ...process({
        name: 'spark-worker',
        command: [
          ...[sparkClass, 'org.apache.spark.deploy.worker.Worker'],
          ...['--port', '7078', '--webui-port', '8081'],
          ...[
            '-c',
            String(sparkCores),
            '-m',
            '2g',
            '-d',
            '/opt/spark/work-dir/work',
            'spark://spark-master:7077',
          ],
        ],
        options: [],
        ports: { http: 8081 },
      }),
      // Jobs are copied here before they are submitted.
      folders: ({ stackDir }) => [`${stackDir}/spark-worker/data/jobs`],
    },
  ],
  inside: { http: 'http://spark-worker:8081' },
  after: ['spark-master'],
  proof: ['bash', '-c', 'exec 3<>/dev/tcp/spark-worker/8081'],
};

interface Process {
  name: string;
  command: string[];
  options: string[];
  ports: Record<string, number>;
}

function process({ name, command, options, ports }: Process): ContainerRecipe {
  return {
    name,
    image: `apache/spark:${version}`,
    command,
    environment: ({ instance }) => ({
      // Of the process, and of the drivers and executors that it starts.
      SPARK_LOCAL_HOSTNAME: instanceName(name, instance.number),
      SPARK_DAEMON_MEMORY: '256m',
      SPARK_DAEMON_JAVA_OPTS: [
        `-Dlog4j2.configurationFile=${sparkImageLog}`,
        `-Dspark.worker.timeout=${sparkWorkerTimeout}`,
        // The pages of drivers, whose ports are not published, are reached through the Master's.
        '-Dspark.ui.reverseProxy=true',
        ...options,
      ].join(' '),
    }),
    ports,
    volumes: { data: '/opt/spark/work-dir' },
    files: () => [{ path: sparkImageLog, text: sparkLogFile, owner: sparkUser }],
    stopGraceSeconds: 15,
  };
}
