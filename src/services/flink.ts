import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { jobManagerInDocker, taskManagerInDocker } from './docker/flink.js';
import { flinkJava, flinkModuleOptions, flinkSettings, flinkVersion } from './settings/flink-settings.js';
import { log4jFile, log4jOption } from './settings/properties.js';
import type { JavaRecipe, RecipeContext, ServiceDefinition } from './types.js';
import { yamlFile } from './settings/yaml.js';
import { flinkUserSettings } from './settings/owned-settings.js';

export const flinkProcess = {
  kind: 'java',
  module: 'flink',
  java: flinkJava,
  jvmOptions: flinkModuleOptions,
  systemProperties: ({ dir }) => log4jOption(dir),
  arguments: ({ dir }) => ['--configDir', `${dir}/conf`],
} satisfies Partial<JavaRecipe>;

/** Accepts jobs on its REST API, which also has the web UI, and hands their tasks to the TaskManagers. */
export const flinkJobManager: ServiceDefinition = {
  name: 'flink-jobmanager',
  group: 'flink',
  title: 'Apache Flink, JobManager',
  version: flinkVersion,
  optional: true,
  needs: [],
  ports: [
    { name: 'http', default: 8085 },
    { name: 'rpc', default: 6123 },
  ],
  endpoints: (port) => ({ http: `http://127.0.0.1:${port('http')}`, rpc: `127.0.0.1:${port('rpc')}` }),
  clients: ({ endpoint }) => ({ variables: { FLINK_REST_URL: endpoint } }),
  readiness:
    ({ port }) =>
    async (signal) =>
      (await import('../flink/probe.js')).probeJobManager(`http://127.0.0.1:${port('http')}`, signal),
  userSettings: flinkUserSettings,
  local: {
    ...flinkProcess,
    main: { class: 'org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint' },
    heapMb: 192,
    files: (context) => ({
      'conf/log4j.properties': log4jFile,
      'conf/config.yaml': yamlFile({
        ...localFlinkSettings(context, { rpc: context.port('rpc'), http: context.port('http') }),
        'web.upload.dir': `${context.dir}/data/upload`,
      }),
    }),
  },
  docker: jobManagerInDocker,
};

/** Runs the tasks of jobs in its slots. */
export const flinkTaskManager: ServiceDefinition = {
  name: 'flink-taskmanager',
  group: 'flink',
  title: 'Apache Flink, TaskManager',
  version: flinkVersion,
  optional: true,
  needs: ['flink-jobmanager'],
  scalable: { max: 9 },
  ports: [{ name: 'rpc', default: 6122, step: 2 }],
  endpoints: (port) => ({ rpc: `127.0.0.1:${port('rpc')}` }),
  readiness:
    ({ port, peer }) =>
    async (signal) => {
      const { host, port: http } = peer('flink-jobmanager', 'http');
      const { probeTaskManager } = await import('../flink/probe.js');
      await probeTaskManager({ url: `http://${host}:${http}`, rpcPort: port('rpc') }, signal);
    },
  userSettings: flinkUserSettings,
  local: {
    ...flinkProcess,
    main: { class: 'org.apache.flink.runtime.taskexecutor.TaskManagerRunner' },
    // A TaskManager that does not reach the JobManager tries again after up to 10 s.
    after: ['flink-jobmanager'],
    heapMb: 256,
    files: (context) => ({
      'conf/log4j.properties': log4jFile,
      'conf/config.yaml': yamlFile({
        ...localFlinkSettings(context, {
          rpc: context.peer('flink-jobmanager', 'rpc').port,
          http: context.peer('flink-jobmanager', 'http').port,
        }),
        'taskmanager.resource-id': context.dir.slice(context.dir.lastIndexOf('/') + 1),
        'taskmanager.rpc.port': context.port('rpc'),
      }),
    }),
  },
  docker: taskManagerInDocker,
};

/** Where jobs keep their checkpoints and savepoints. @param dir the folder of any Flink service of the stack */
export function flinkStateDir(dir: string): string {
  return join(dirname(dir), 'flink-jobmanager', 'data');
}

/** Where each job's sources and sinks are written down, as JOB.json. @param dir the folder of any Flink service of the stack */
export function flinkLineageDir(dir: string): string {
  return join(flinkStateDir(dir), 'lineage');
}

/** @param jobManager the JobManager's ports */
export function localFlinkSettings(
  { dir }: RecipeContext,
  jobManager: { rpc: number; http: number },
): Record<string, unknown> {
  const url = `http://127.0.0.1:${jobManager.http}`;
  const state = flinkStateDir(dir);
  return {
    ...flinkSettings,
    'jobmanager.rpc.address': '127.0.0.1',
    'jobmanager.rpc.port': jobManager.rpc,
    'jobmanager.bind-host': '127.0.0.1',
    'taskmanager.host': '127.0.0.1',
    'taskmanager.bind-host': '127.0.0.1',
    'rest.address': '127.0.0.1',
    'rest.bind-address': '127.0.0.1',
    'rest.port': jobManager.http,
    'rest.bind-port': jobManager.http,
    // By default pages of any origin may read what the REST API answers.
    'web.access-control-allow-origin': url,
    'io.tmp.dirs': `${dir}/tmp`,
    'execution.checkpointing.dir': pathToFileURL(`${state}/checkpoints`).href,
    'execution.checkpointing.savepoint-dir': pathToFileURL(`${state}/savepoints`).href,
    'execution.job-status-changed-listeners': 'streamkit.flink.JobLineage',
    'streamkit.lineage.dir': flinkLineageDir(dir),
  };
}
