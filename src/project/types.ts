import type { ConnectorConfig } from '../connect/connector-file.js';
import type { CompatibilityLevel } from '../shared/compatibility-levels.js';
import type { SchemaType } from '../kafka/registry/schemas.js';

/** What a project wants, as its streamkit.yml and the files that it names say. */
export interface Desired {
  topics: DesiredTopic[];
  schemas: DesiredSchema[];
  plugins: DesiredPlugin[];
  connectors: DesiredConnector[];
  scripts: DesiredScript[];
  commands: DesiredCommand[];
  folders: string[];
  files: DesiredFile[];
  data: DesiredData[];
  jobs: DesiredJob[];
}

export interface DesiredTopic {
  name: string;
  partitions: number | undefined;
  replication: number | undefined;
  configs: Record<string, string>;
}

export interface DesiredSchema {
  subject: string;
  type: SchemaType;
  text: string;
  /** The subject, and its version where one is given, by the name in the schema. */
  references: { name: string; subject: string; version: number | undefined }[];
  compatibility: CompatibilityLevel | undefined;
}

export interface DesiredPlugin {
  /** As in streamkit.yml; unique. */
  source: string;
  /** What to install: a path is absolute, and may hold `*` and `?`. */
  install: string;
  /** Of the sources, or of the file; empty for coordinates and short names. */
  checksum: string;
  build: Build | undefined;
}

/** How something is built from sources. */
export interface Build {
  /** Program and arguments. */
  command: string[];
  /** Absolute; the command runs there. */
  source: string;
  /** Absolute paths of the files and folders that the result depends on. */
  watch: string[];
}

export interface DesiredConnector extends ConnectorConfig {
  /** Absolute path of its file. */
  file: string;
}

export interface DesiredScript {
  product: 'mysql' | 'postgres' | 'hive' | 'cassandra';
  database: string;
  /** The path in the project, which names it in the table of what ran. */
  name: string;
  path: string;
  checksum: string;
}

/** Runs in the folder of the project. */
export interface DesiredCommand {
  name: string;
  /** Program and arguments. */
  run: string[];
  /** Absolute path of the file that it creates. */
  creates: string | undefined;
}

export interface DesiredFile {
  /** In HDFS. */
  target: string;
  path: string;
  checksum: string;
  bytes: number;
}

export interface DesiredData {
  topic: string;
  /** As in streamkit.yml. */
  name: string;
  path: string;
  checksum: string;
  format: 'string' | 'json' | 'avro' | 'json-each-row';
  keySeparator: string | undefined;
}

export interface DesiredJob {
  name: string;
  build: Build | undefined;
  /** Absolute; may hold `*` and `?`. */
  jar: string;
  on: 'storm' | 'flink' | 'spark' | undefined;
  words: string[];
  settings: Record<string, string>;
  /** Of the sources, or of the jar without sources, and of how it is submitted. */
  checksum: string;
}

/** What a stack has of that, as observed. */
export interface Actual {
  topics: ActualTopic[];
  /** Of the desired subjects only. */
  schemas: ActualSchema[];
  connectors: { name: string; config: Record<string, string> }[];
  /** Names of the folders of installed plugins. */
  plugins: string[];
  scripts: { product: string; database: string; name: string; checksum: string }[];
  /** Names of the commands whose files exist. */
  commands: string[];
  /** Of the desired and created paths only. */
  paths: { path: string; type: 'file' | 'directory'; bytes: number }[];
  /** Jobs that have not ended. */
  jobs: { name: string; id: string; processor: string }[];
}

export interface ActualTopic {
  name: string;
  partitions: number;
  replication: number;
  /** Set on the topic itself. */
  configs: Record<string, string>;
}

export interface ActualSchema {
  subject: string;
  /** Whether one of its versions is the desired schema. */
  registered: boolean;
  compatibility: CompatibilityLevel;
  /** Why the desired schema cannot be the next version. */
  incompatible: string[];
}

/** What `apply` has created and put there, so that it changes and deletes nothing else. Saved with the stack. */
export interface Created {
  /** Names of configs that it set. */
  topics: Record<string, string[]>;
  subjects: string[];
  connectors: string[];
  /** Folder and checksum by source. */
  plugins: Record<string, { folder: string; checksum: string }>;
  /** Names of commands that ran. */
  commands: string[];
  folders: string[];
  /** Checksum by path. */
  files: Record<string, string>;
  /** Checksum by topic and file. */
  data: Record<string, string>;
  /** With the savepoint of a job of Flink that was stopped. */
  jobs: Record<string, { checksum: string; ids: string[]; savepoint?: string | undefined }>;
}

export const nothingCreated: Created = {
  topics: {},
  subjects: [],
  connectors: [],
  plugins: {},
  commands: [],
  folders: [],
  files: {},
  data: {},
  jobs: {},
};

export type Kind =
  'topic' | 'schema' | 'plugin' | 'connector' | 'script' | 'command' | 'folder' | 'file' | 'data' | 'job';

/** What `apply` does with one thing, and why. */
export interface ProjectStep {
  kind: Kind;
  name: string;
  /** `refuse`: it cannot be done without losing data, or at all; nothing is done then. */
  action: 'create' | 'change' | 'run' | 'delete' | 'keep' | 'refuse';
  reason: string;
}
