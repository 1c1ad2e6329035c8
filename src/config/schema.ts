import * as z from 'zod/mini';
import { checkSchema } from './check-schema.js';
import { described, scalar, words } from './schema-parts.js';
import { compatibilityLevels } from '../shared/compatibility-levels.js';

/**
 * The single source of what streamkit.yml may contain: it validates the file, and the JSON Schema for editors is generated
 * from it. Descriptions are shown by editors.
 */

const port = z.int().check(z.minimum(1), z.maximum(65_535));
const scalars = z.record(z.string(), scalar);

const topicSchema = z.strictObject({
  partitions: z.optional(
    described(z.int().check(z.positive()), 'Number of partitions (default: 1). It can grow, never shrink.'),
  ),
  replication: z.optional(
    described(
      z.int().check(z.positive()),
      'Number of replicas (default: up to 3, as many as there are brokers).',
    ),
  ),
  configs: z.optional(described(scalars, 'Topic configs, such as cleanup.policy: compact.')),
});

const schemaSchema = z.strictObject({
  file: described(z.string(), 'Schema file: .avsc (Avro), .json (JSON Schema) or .proto (Protobuf).'),
  type: z.optional(described(z.enum(['avro', 'json', 'protobuf']), 'Default: by the ending of the file.')),
  references: z.optional(
    described(
      z.record(z.string(), z.string()),
      'Other schemas that this one names: SUBJECT for its latest version, or SUBJECT:VERSION, by the name in the schema.',
    ),
  ),
  compatibility: z.optional(
    described(
      z.enum(compatibilityLevels),
      'Compatibility level of the subject (default: that of the registry).',
    ),
  ),
});

const source = described(
  z.string(),
  'Folder of the sources (default: that of this file): a change there is built.',
);
const build = described(words, 'Command that builds it; runs in the source folder, without a shell.');

const watch = described(
  z.array(z.string()),
  'Files and folders of the sources, relative to the source folder (default: all that is in it).',
);

const pluginSchema = z.strictObject({
  file: described(z.string(), 'Jar or archive to install. * and ? match: the newest file is used.'),
  source: z.optional(source),
  build: z.optional(build),
  watch: z.optional(watch),
});

const commandSchema = z.strictObject({
  run: described(words, 'Program and arguments; runs in the folder of this file, without a shell.'),
  creates: z.optional(
    described(z.string(), 'File that it creates: the command runs while the file does not exist.'),
  ),
});

const programSchema = z.strictObject({
  run: described(words, 'Program and arguments; runs in the folder of this file, without a shell.'),
  source: z.optional(source),
  build: z.optional(build),
  watch: z.optional(watch),
});

const connectorsSchema = z.strictObject({
  plugins: z.optional(
    described(
      z.array(z.union([z.string(), pluginSchema])),
      'What to install: names from "connector catalog", Maven coordinates, or files.',
    ),
  ),
  files: z.optional(described(z.array(z.string()), 'Connector files (.properties or .json); * and ? match.')),
});

const jobSchema = z.strictObject({
  jar: described(z.string(), 'Jar to submit. * and ? match: the newest file is used.'),
  source: z.optional(source),
  build: z.optional(build),
  watch: z.optional(watch),
  on: z.optional(
    described(z.enum(['storm', 'flink', 'spark']), 'Processor (default: detected from the jar).'),
  ),
  main: z.optional(described(z.string(), 'Main class (default: from the manifest of the jar).')),
  arguments: z.optional(described(z.array(z.string()), 'Arguments of the main class.')),
  settings: z.optional(described(scalars, 'Settings of Flink or Spark for this job.')),
});

const hdfsSchema = z.strictObject({
  folders: z.optional(described(z.array(z.string()), 'Folders to create in HDFS.')),
  files: z.optional(
    described(z.record(z.string(), z.string()), 'Files to put into HDFS: local file by path in HDFS.'),
  ),
});

const dataSchema = z.strictObject({
  topic: described(z.string(), 'Topic to write to.'),
  file: described(z.string(), 'File with one record per line.'),
  format: z.optional(
    described(z.enum(['string', 'json', 'avro', 'json-each-row']), 'Format of the lines (default: string).'),
  ),
  keySeparator: z.optional(described(z.string(), 'Separator between key and value in each line.')),
});

/** By database. */
const scripts = z.record(z.string(), z.array(z.string()));

export const configSchema = z.strictObject({
  stack: z.optional(described(z.string(), 'Name of the stack (default: default).')),
  engine: z.optional(described(z.enum(['auto', 'docker', 'local']), 'How to run services.')),
  kafkaMode: z.optional(
    described(z.enum(['zookeeper', 'kraft']), 'Kafka 3.9 with ZooKeeper, or Kafka 4 with KRaft.'),
  ),
  context: z.optional(
    described(z.string(), 'Remote cluster for the commands that accept --context (local: the local stack).'),
  ),
  secure: z.optional(described(z.boolean(), 'TLS and SASL for brokers, registry and Connect (a new stack).')),
  services: z.optional(
    described(
      z.array(z.string()),
      'Services to start; dependencies are included (default: those that the other keys need, otherwise all).',
    ),
  ),
  scale: z.optional(
    described(z.record(z.string(), z.int()), 'Number of instances of a service, such as kafka: 3.'),
  ),
  ports: z.optional(
    described(
      z.union([z.literal('auto'), z.record(z.string(), port)]),
      'auto for free ports, or ports by SERVICE or SERVICE.PORT.',
    ),
  ),
  images: z.optional(
    described(
      z.record(z.string(), z.string()),
      'Images to use instead of the default ones, by service or product.',
    ),
  ),
  exchange: z.optional(
    described(z.string(), 'Folder that connectors in containers share; relative to the folder of this file.'),
  ),
  timeout: z.optional(described(z.string(), 'How long to wait for each service (default: 5m).')),
  settings: z.optional(
    described(
      z.record(z.string(), scalars),
      "Settings by service or product, with the product's own names. A change restarts the service.",
    ),
  ),
  restart: z.optional(
    described(
      z.record(z.string(), z.boolean()),
      'Whether to restart a service that ends by itself, by service or product (default: true for storm, otherwise false).',
    ),
  ),
  heap: z.optional(
    described(
      z.record(
        z.string(),
        z.string().check(z.regex(/^[1-9]\d{0,5}[mMgG]$/, 'must be a size such as 512m or 2g')),
      ),
      'Largest heap of services that are JVMs, such as 512m or 2g, by service or product. A change restarts the service.',
    ),
  ),
  topics: z.optional(described(z.record(z.string(), z.nullable(topicSchema)), 'Topics by name.')),
  schemas: z.optional(
    described(
      z.record(z.string(), z.union([z.string(), schemaSchema])),
      'Schemas by subject: a file, or a file with references and compatibility.',
    ),
  ),
  connectors: z.optional(described(connectorsSchema, 'Plugins and connectors of Kafka Connect.')),
  jobs: z.optional(
    described(
      z.record(z.string(), jobSchema),
      'Jobs of Storm, Flink and Spark, by the name that the job has in the processor.',
    ),
  ),
  sql: z.optional(
    described(
      z.strictObject({
        mysql: z.optional(scripts),
        postgres: z.optional(scripts),
        hive: z.optional(scripts),
        cassandra: z.optional(scripts),
      }),
      'SQL scripts by product and database. Each runs once, in this order; * and ? match, sorted by name.',
    ),
  ),
  commands: z.optional(
    described(
      z.record(z.string(), commandSchema),
      "Commands that apply runs once, or while the file that they create does not exist, with the stack's addresses as variables.",
    ),
  ),
  programs: z.optional(
    described(
      z.record(z.string(), programSchema),
      "Programs that the command dev builds, runs with the stack's addresses as variables, and restarts when their sources change.",
    ),
  ),
  hdfs: z.optional(described(hdfsSchema, 'Folders and files in HDFS.')),
  checks: z.optional(
    described(z.record(z.string(), checkSchema), 'Checks of the command test, by name: a list of steps.'),
  ),
  data: z.optional(described(z.array(dataSchema), 'Sample data, written once after its topic was created.')),
});

/** streamkit.yml: the settings of a project's stack. Command-line flags override them. */
export type Config = z.infer<typeof configSchema>;

export type JobConfig = z.infer<typeof jobSchema>;
