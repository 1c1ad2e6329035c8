import { programVariables } from './addresses.js';
import type { ExportedJob, ExportedStack } from './exported-stack.js';
import { jobRemarks } from './flink.js';
import { labelName } from './names.js';
import { labels, part, type KubernetesObject, type LeftOut, type Part } from './object.js';
import { openArguments, withoutSecrets } from './secrets.js';

/** One SparkApplication per job: the operator starts a driver and executors for each, without a Master. */
export function sparkPart(stack: ExportedStack): Part {
  const jobs = stack.jobs.filter(({ processor }) => processor === 'spark');
  const created = jobs.map((job) => application(stack, job));
  const none = {
    what: 'Spark Master and Worker',
    why: 'The Spark operator needs none: it starts a driver and executors per job, and this stack has no job.',
  };
  return part(
    'spark.yaml',
    created.map(({ object }) => object),
    {
      leftOut: [
        ...(jobs.length === 0 && stack.services.includes('spark-master') ? [none] : []),
        ...created.flatMap(({ leftOut }) => leftOut),
      ],
    },
  );
}

function application(
  stack: ExportedStack,
  job: ExportedJob,
): { object: KubernetesObject; leftOut: LeftOut[] } {
  const { open, secret } = withoutSecrets(job.settings, stack.passwords);
  const args = openArguments(job.arguments, stack.passwords);
  const version = stack.versions['spark-master'] ?? '';
  const env = Object.entries(programVariables(stack)).map(([name, value]) => ({ name, value }));
  const pod = { cores: 1, memory: '512m', labels: labels(stack.cluster, 'spark'), env };
  const object: KubernetesObject = {
    apiVersion: 'sparkoperator.k8s.io/v1beta2',
    kind: 'SparkApplication',
    metadata: { name: labelName(job.name) },
    spec: {
      type: 'Scala',
      mode: 'cluster',
      image: `apache/spark:${version}`,
      sparkVersion: version,
      ...(job.mainClass !== undefined && { mainClass: job.mainClass }),
      mainApplicationFile: `${stack.targets.jars}/${encodeURIComponent(job.jar)}`,
      ...(args.length > 0 && { arguments: args }),
      sparkConf: Object.fromEntries(Object.entries(open).map(([name, value]) => [name, String(value)])),
      restartPolicy: {
        type: 'OnFailure',
        onFailureRetries: 3,
        onFailureRetryInterval: 10,
        onSubmissionFailureRetries: 3,
        onSubmissionFailureRetryInterval: 10,
      },
      driver: { ...pod, serviceAccount: 'spark-operator-spark' },
      executor: { ...pod, instances: 1 },
    },
  };
  return { object, leftOut: jobRemarks(job, args, secret) };
}
