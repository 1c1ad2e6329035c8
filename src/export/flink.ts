import { flinkSlots } from '../services/settings/flink-settings.js';
import { programVariables } from './addresses.js';
import { settingsFor, type ExportedJob, type ExportedStack } from './exported-stack.js';
import { labelName } from './names.js';
import { part, type KubernetesObject, type LeftOut, type Part } from './object.js';
import { openArguments, withoutSecrets } from './secrets.js';

const flinkApi = 'flink.apache.org/v1beta1';

/** A session cluster, as the stack has one, and one FlinkSessionJob per job. */
export function flinkPart(stack: ExportedStack): Part {
  const jobs = stack.jobs.filter(({ processor }) => processor === 'flink');
  if (!stack.services.includes('flink-jobmanager') && jobs.length === 0) return part('flink.yaml', []);
  const { open, secret } = withoutSecrets(
    settingsFor(stack, 'flink', 'flink-jobmanager', 'flink-taskmanager'),
    stack.passwords,
  );
  const created = jobs.map((job) => sessionJob(stack, job));
  return part('flink.yaml', [sessionCluster(stack, open), ...created.map(({ object }) => object)], {
    leftOut: [
      ...secret.map((name) => ({ what: `Flink setting ${name}`, why: 'Its value is a secret.' })),
      ...created.flatMap(({ leftOut }) => leftOut),
    ],
  });
}

function sessionCluster(stack: ExportedStack, own: Record<string, unknown>): KubernetesObject {
  const version = stack.versions['flink-jobmanager'] ?? '';
  const [major = '', minor = ''] = version.split('.');
  return {
    apiVersion: flinkApi,
    kind: 'FlinkDeployment',
    metadata: { name: `${stack.cluster}-flink` },
    spec: {
      image: `flink:${version}`,
      flinkVersion: `v${major}_${minor}`,
      serviceAccount: 'flink',
      flinkConfiguration: {
        'taskmanager.numberOfTaskSlots': String(flinkSlots),
        'restart-strategy.type': 'exponential-delay',
        ...texts(own),
      },
      jobManager: { replicas: 1, resource: { cpu: 0.5, memory: '1024m' } },
      taskManager: { resource: { cpu: 1, memory: '1536m' } },
    },
  };
}

function sessionJob(
  stack: ExportedStack,
  job: ExportedJob,
): { object: KubernetesObject; leftOut: LeftOut[] } {
  const { open, secret } = withoutSecrets(job.settings, stack.passwords);
  const { 'parallelism.default': parallelism, ...settings } = open;
  const args = openArguments(job.arguments, stack.passwords);
  const object: KubernetesObject = {
    apiVersion: flinkApi,
    kind: 'FlinkSessionJob',
    metadata: { name: labelName(job.name) },
    spec: {
      deploymentName: `${stack.cluster}-flink`,
      flinkConfiguration: {
        'pipeline.name': job.name,
        'pipeline.global-job-parameters': jobParameters(stack),
        ...texts(settings),
      },
      job: {
        jarURI: `${stack.targets.jars}/${encodeURIComponent(job.jar)}`,
        ...(job.mainClass !== undefined && { entryClass: job.mainClass }),
        ...(args.length > 0 && { args }),
        parallelism: Number(parallelism ?? 1),
        // Savepoints need storage that all pods reach: see the README.
        upgradeMode: 'stateless',
        state: 'running',
      },
    },
  };
  return { object, leftOut: jobRemarks(job, args, secret) };
}

/** The addresses, as `job submit` passes them: a job's main class reads them from its parameters. */
function jobParameters(stack: ExportedStack): string {
  return Object.entries(programVariables(stack))
    .map(([name, value]) => `'${name}:"${value.replaceAll('"', '""')}"'`)
    .join(',');
}

/** Secrets of a job that are not in its object. */
export function jobRemarks(job: ExportedJob, args: string[], secret: string[]): LeftOut[] {
  const hidden = args.some((word, index) => word !== job.arguments[index]);
  return [
    ...secret.map((name) => ({ what: `Setting ${name} of job ${job.name}`, why: 'Its value is a secret.' })),
    ...(hidden
      ? [
          {
            what: `Arguments of job ${job.name}`,
            why: 'Those that look like secrets are REPLACE-ME: let the program read them from a file or the environment.',
          },
        ]
      : []),
  ];
}

function texts(settings: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)]));
}
