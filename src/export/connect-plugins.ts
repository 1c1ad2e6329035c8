import { labelName } from './names.js';
import type { ExportedConnector, ExportedPlugin } from './exported-stack.js';
import type { Coordinates } from '../connect/plugins/coordinates.js';
import type { LeftOut } from './object.js';

const confluentMaven = 'https://packages.confluent.io/maven';

/** A plugin of the image that Strimzi builds, as its KafkaConnect names it. */
export interface BuildPlugin {
  name: string;
  artifacts: Record<string, string>[];
}

/** What the connectors need beyond the plugins that were installed: the stack's worker includes it. */
const included: { class: RegExp; name: string; artifact: (version: string) => Record<string, string> }[] = [
  {
    class: /(^|\.)FileStream(Source|Sink)(Connector)?$/,
    name: 'kafka-connect-file',
    artifact: (version) => maven({ group: 'org.apache.kafka', artifact: 'connect-file', version }),
  },
  {
    class: /^io\.apicurio\.registry\.utils\.converter\./,
    name: 'apicurio-converter',
    artifact: () =>
      maven({ group: 'io.apicurio', artifact: 'apicurio-registry-utils-converter', version: '2.6.13.Final' }),
  },
  {
    class: /^io\.confluent\.connect\.avro\./,
    name: 'confluent-avro-converter',
    artifact: () => ({
      ...maven({ group: 'io.confluent', artifact: 'kafka-connect-avro-converter', version: '7.9.2' }),
      repository: confluentMaven,
    }),
  },
];

/** The plugins of the image, and those that cannot be built into it. */
export function buildPlugins(
  plugins: ExportedPlugin[],
  connectors: Pick<ExportedConnector, 'config'>[],
  workerVersion: string,
): { built: BuildPlugin[]; leftOut: LeftOut[] } {
  const installed = plugins.filter(({ artifacts }) => artifacts.length > 0);
  const classes = connectors.flatMap(({ config }) => [
    config['connector.class'] ?? '',
    config['key.converter'] ?? '',
    config['value.converter'] ?? '',
  ]);
  const needed = included.filter((one) => classes.some((name) => one.class.test(name)));
  // "3.9 (Confluent …)" is a version of an image.
  const version = /^\d+\.\d+\.\d+$/.test(workerVersion) ? workerVersion : '3.9.2';
  return {
    built: [
      ...installed.map(({ source, artifacts }) => ({
        name: pluginName(artifacts[0]?.artifact ?? source),
        artifacts: artifacts.map(maven),
      })),
      ...needed.map(({ name, artifact }) => ({ name, artifacts: [artifact(version)] })),
    ],
    leftOut: plugins
      .filter(({ artifacts }) => artifacts.length === 0)
      .map(({ source }) => ({
        what: `Connector plugin ${source}`,
        why: 'Strimzi downloads plugins, and this one is on this machine only: upload its jars and add their URLs to build.plugins of the KafkaConnect.',
      })),
  };
}

/** A jar, which Strimzi resolves with its dependencies: a plugin's archive holds the same. */
function maven({ group, artifact, version }: Coordinates): Record<string, string> {
  return { type: 'maven', group, artifact, version };
}

/** Strimzi allows at least two of a-z, 0-9, "-" and "_". */
function pluginName(text: string): string {
  const name = labelName(text);
  return name.length > 1 ? name : `${name}-plugin`;
}
