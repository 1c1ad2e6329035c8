import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { masterInDocker, workerInDocker } from './docker/spark.js';
import {
  sparkCores,
  sparkFilter,
  sparkJava,
  sparkLogFile,
  sparkModuleOptions,
  sparkVersion,
  sparkWorkerTimeout,
} from './settings/spark-settings.js';
import type { JavaRecipe, RecipeContext, ServiceDefinition } from './types.js';

const sparkProcess = {
  kind: 'java',
  module: 'spark',
  java: sparkJava,
  heapMb: 128,
  jvmOptions: sparkModuleOptions,
  environment: ({ dir }) => ({
    // Also keeps the web pages off other interfaces.
    SPARK_LOCAL_IP: '127.0.0.1',
    SPARK_LOCAL_HOSTNAME: '127.0.0.1',
    SPARK_LOCAL_DIRS: `${dir}/tmp`,
    SPARK_SCALA_VERSION: '2.13',
    SPARK_HOME: `${dir}/home`,
  }),
} satisfies Partial<JavaRecipe>;

/** Accepts jobs on its REST API and has Workers run them. */
export const sparkMaster: ServiceDefinition = {
  name: 'spark-master',
  group: 'spark',
  title: 'Apache Spark, Master',
  version: sparkVersion,
  optional: true,
  needs: [],
  ports: [
    { name: 'http', default: 8088 },
    { name: 'rest', default: 6066 },
    { name: 'rpc', default: 7077 },
  ],
  endpoints: (port) => ({
    http: `http://127.0.0.1:${port('http')}`,
    rest: `http://127.0.0.1:${port('rest')}`,
    rpc: `spark://127.0.0.1:${port('rpc')}`,
  }),
  readiness:
    ({ port }) =>
    async (signal) =>
      (await import('../spark/probe.js')).probeMaster(
        { web: `http://127.0.0.1:${port('http')}`, rest: `http://127.0.0.1:${port('rest')}` },
        signal,
      ),
  local: {
    ...sparkProcess,
    main: { class: 'org.apache.spark.deploy.master.Master' },
    systemProperties: ({ dir, port }) => ({
      ...everyProcess(dir),
      'spark.master.rest.enabled': 'true',
      'spark.master.rest.host': '127.0.0.1',
      'spark.master.rest.port': String(port('rest')),
      'spark.master.rest.filters': sparkFilter,
      // What runs survives a crash of the Master.
      'spark.deploy.recoveryMode': 'FILESYSTEM',
      'spark.deploy.recoveryDirectory': `${dir}/data/recovery`,
    }),
    arguments: ({ port }: RecipeContext) => [
      ...['--host', '127.0.0.1', '--port', String(port('rpc'))],
      ...['--webui-port', String(port('http'))],
    ],
    files: () => ({ 'conf/log4j2.properties': sparkLogFile }),
  },
  docker: masterInDocker,
};

/** Runs the drivers and executors of jobs, each in a process of its own. */
export const sparkWorker: ServiceDefinition = {
  name: 'spark-worker',
  group: 'spark',
  title: 'Apache Spark, Worker',
  version: sparkVersion,
  optional: true,
  needs: ['spark-master'],
  scalable: { max: 9 },
  ports: [
    { name: 'http', default: 8089 },
    { name: 'rpc', default: 7078 },
  ],
  endpoints: (port) => ({ http: `http://127.0.0.1:${port('http')}` }),
  readiness:
    ({ port, peer }) =>
    async (signal) => {
      const { host, port: http } = peer('spark-master', 'http');
      const { probeWorker } = await import('../spark/probe.js');
      await probeWorker({ web: `http://${host}:${http}`, rpcPort: port('rpc') }, signal);
    },
  local: {
    ...sparkProcess,
    main: { class: 'org.apache.spark.deploy.worker.Worker' },
    // A Worker that does not reach the Master tries again after some 10 s.
    after: ['spark-master'],
    // Spark looks for jars in a folder of the stack first; the JVM's archive of classes needs paths that all stacks share.
    jarFolders: { 'home/jars': /^$/ },
    classPathVariable: 'SPARK_DIST_CLASSPATH',
    systemProperties: ({ dir }) => everyProcess(dir),
    arguments: ({ dir, port, peer }: RecipeContext) => [
      ...['--host', '127.0.0.1', '--port', String(port('rpc'))],
      ...['--webui-port', String(port('http'))],
      ...['-c', String(sparkCores), '-m', '2g', '-d', `${dir}/${workFolder}`],
      `spark://127.0.0.1:${peer('spark-master', 'rpc').port}`,
    ],
    files: () => ({ 'conf/log4j2.properties': sparkLogFile, 'home/RELEASE': '' }),
    stopGraceMs: 15_000,
  },
  docker: workerInDocker,
};

/** Below a Worker's folder: `driver-…/` and `app-…/N/` hold the logs of one driver or executor. */
export const workFolder = 'data/work';

/** Where jobs keep the state from which they resume. @param dir the folder of any Spark service of the stack */
export function sparkStateDir(dir: string): string {
  return join(dirname(dir), 'spark-worker', 'data');
}

/** The Log4j 2 settings of a Worker's drivers and executors. @param workerDir the Worker's folder */
export function sparkJobLog(workerDir: string): string {
  return pathToFileURL(`${workerDir}/conf/log4j2.properties`).href;
}

function everyProcess(dir: string): Record<string, string> {
  return {
    'log4j2.configurationFile': pathToFileURL(`${dir}/conf/log4j2.properties`).href,
    'spark.ui.filters': sparkFilter,
    'spark.local.dir': `${dir}/tmp`,
    'spark.worker.timeout': String(sparkWorkerTimeout),
  };
}
