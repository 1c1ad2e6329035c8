import { clusterAddresses } from './addresses.js';
import type { ExportedStack } from './exported-stack.js';
import type { NeededSecret, Part } from './object.js';

/** The README.md beside the objects: how to apply them, and what they leave out. Pure. */
export function readme(stack: ExportedStack, parts: Part[]): string {
  const sections = [
    `# ${stack.cluster} on Kubernetes\n\nWritten by \`streamkit export kubernetes\` from the stack ${stack.stack}. Review the files before you apply them: sizes and numbers\nof replicas are those of a development stack, and images are the newest official ones, whose versions may differ from those\nof the stack.`,
    contents(parts),
    operators(parts),
    secrets(stack, parts),
    uploads(stack, parts),
    `## Apply\n\n\`\`\`sh\n${apply(parts)}\n\`\`\``,
    addresses(stack),
    leftOut(stack, parts),
  ];
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}

function contents(parts: Part[]): string {
  const rows = filesOf(parts).map(({ file, objects }) => {
    const counts = new Map<string, number>();
    for (const { kind } of objects) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return `| ${file} | ${[...counts].map(([kind, count]) => (count === 1 ? kind : `${count} ${kind}`)).join(', ')} |`;
  });
  return `## Files\n\n| file | objects |\n|---|---|\n${rows.join('\n')}`;
}

const needed: { group: string; text: string }[] = [
  {
    group: 'kafka.strimzi.io/v1',
    text: 'Strimzi, a release that serves the API version `kafka.strimzi.io/v1`. It selects the version of Kafka.',
  },
  { group: 'flink.apache.org/v1beta1', text: 'Flink Kubernetes Operator, with the service account `flink`.' },
  {
    group: 'sparkoperator.k8s.io/v1beta2',
    text: 'Spark operator of Kubeflow, with the service account `spark-operator-spark`.',
  },
];

function operators(parts: Part[]): string {
  const used = new Set(parts.flatMap(({ objects }) => objects.map(({ apiVersion }) => apiVersion)));
  const lines = needed.filter(({ group }) => used.has(group)).map(({ text }) => `- ${text}`);
  const storm = has(parts, 'storm.yaml')
    ? '\n\nStorm has no maintained operator: storm.yaml contains StatefulSets and a Deployment with the official image, annotated with\n`streamkit/note`. You restart, upgrade and scale them.'
    : '';
  if (lines.length === 0 && storm === '') return '';
  return `## Operators\n\nInstall these first, and let them watch the namespace:\n\n${lines.join('\n')}${storm}`;
}

function secrets(stack: ExportedStack, parts: Part[]): string {
  const wanted = parts.flatMap((one) => one.secrets);
  const push = pushes(parts)
    ? `The credentials for pushing images to ${registryOf(stack)} (remove \`pushSecret\` if it needs none):\n\n\`\`\`sh\nkubectl create secret docker-registry ${stack.cluster}-image-push --from-file=.dockerconfigjson=$HOME/.docker/config.json\n\`\`\``
    : '';
  const users = stack.secure
    ? 'Strimzi creates one Secret per KafkaUser, with a new password: the passwords of the local stack are not used.'
    : '';
  const texts = [users, push, ...wanted.map(oneSecret)].filter((text) => text !== '');
  if (texts.length === 0) return '';
  return `## Secrets\n\nNo file contains a password.\n\n${texts.join('\n\n')}`;
}

function oneSecret({ name, keys }: NeededSecret): string {
  const list = Object.entries(keys).map(([key, what]) => `- \`${key}\`: ${what}`);
  const options = Object.keys(keys).map((key) => `  --from-file='${key}=secrets/${key}'`);
  return `Write each value to a file below \`secrets/\`, without a line end, and create the Secret \`${name}\`:\n\n${list.join('\n')}\n\n\`\`\`sh\nkubectl create secret generic ${name} \\\n${options.join(' \\\n')}\n\`\`\``;
}

function uploads({ targets, jobs }: ExportedStack, parts: Part[]): string {
  const jars = jobs.filter(({ processor }) => processor === 'flink' || processor === 'spark');
  const texts = [
    ...(jars.length === 0
      ? []
      : [
          `Upload the jars of the jobs, so that the operators find them:\n\n${jars.map(({ name, jar }) => `- ${name}: ${targets.jars}/${encodeURIComponent(jar)}`).join('\n')}\n\nFlink jobs start without state (\`upgradeMode: stateless\`). To keep it, set \`execution.checkpointing.dir\` and\n\`execution.checkpointing.savepoint-dir\` to storage that all pods reach, and \`upgradeMode: savepoint\`.`,
        ]),
    ...(pushes(parts)
      ? [
          `Strimzi builds the image of Kafka Connect with its plugins and pushes it to ${targets.images}/connect.`,
        ]
      : []),
  ];
  return texts.length === 0 ? '' : `## Uploads and images\n\n${texts.join('\n\n')}`;
}

function apply(parts: Part[]): string {
  return filesOf(parts)
    .map(({ file }) => `kubectl apply -n NAMESPACE -f ${file}`)
    .join('\n');
}

function addresses(stack: ExportedStack): string {
  const rows = Object.entries(clusterAddresses(stack)).map(([name, address]) => `| ${name} | ${address} |`);
  if (rows.length === 0) return '';
  return `## Addresses in the namespace\n\n| service | address |\n|---|---|\n${rows.join('\n')}`;
}

function leftOut({ notes, secure }: ExportedStack, parts: Part[]): string {
  const lines = parts.flatMap((one) => one.leftOut.map(({ what, why }) => `- **${what}**: ${why}`));
  const always = [
    '- **Records and committed offsets**: `streamkit record`, `replay` and `copy` transfer records.',
    '- **Schemas**: they are data of the registry. `streamkit export project` writes them to files.',
    ...(secure
      ? [
          '- **Certificates**: Strimzi creates its own certificate authority; clients find it in the Secret that ends with `-cluster-ca-cert`.',
          '- **TLS of the registry and of Connect**: both serve HTTP inside of the namespace; add an Ingress with TLS, or a NetworkPolicy.',
        ]
      : []),
    ...notes.map((note) => `- ${note}`),
  ];
  return `## Left out\n\n${[...lines, ...always].join('\n')}`;
}

function filesOf(parts: Part[]): Part[] {
  return parts.filter(({ objects }) => objects.length > 0);
}

function has(parts: Part[], file: string): boolean {
  return filesOf(parts).some((one) => one.file === file);
}

function pushes(parts: Part[]): boolean {
  return parts.some(({ objects }) =>
    objects.some(({ kind, spec }) => kind === 'KafkaConnect' && spec?.['build']),
  );
}

function registryOf({ targets }: ExportedStack): string {
  return targets.images.split('/')[0] ?? targets.images;
}
