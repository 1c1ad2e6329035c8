import type { ClientPlace, ClientSettings } from './settings/clients.js';
import type { UserSettings } from './settings/owned-settings.js';
import type { DockerRecipe } from './docker-recipe.js';
import type { ProgramRecipe } from './program-recipe.js';
import type {
  Instance,
  JavaRange,
  PortDefinition,
  ProcessRecipe,
  RecipeContext,
  ServiceFace,
} from './recipe.js';

export type * from './recipe.js';

/** How the local engine runs a service as a process. */
export type LocalRecipe = JavaRecipe | ProgramRecipe;

/** A JVM on jars that Maven resolves. */
export interface JavaRecipe extends ProcessRecipe {
  kind: 'java';
  /**
   * Module of the Maven reactor in `jvm/`: its runtime jars make the class path, headed by what lies in the module's own
   * `src/` (compiled by the JDK's javac).
   */
  module: string;
  /** Java's feature releases that the service runs on, where not on all that streamkit takes. */
  java?: JavaRange;
  heapMb: number;
  /** No class data archive: the JVM crashes with it. */
  archive?: false;
  /** A main class, or a jar inside the module's unpacked archive. */
  main: { class: string } | { jar: RegExp };
  jvmOptions?: string[];
  arguments?: (context: RecipeContext) => string[];
  systemProperties?: (context: RecipeContext) => Record<string, string>;
  /** Run once, to its end, before the first start: until `makes` (a path below the folder) exists. */
  initialise?: { makes: string; mainClass: string; arguments: (context: RecipeContext) => string[] };
  /** Folders below the service's own that hold links to jars of the module, by path: those with these file names. */
  jarFolders?: Record<string, RegExp>;
  /** The environment variable from which the JVMs that it starts take the module's jars. */
  classPathVariable?: string;
}

/** How a service runs several times. Recipes read `instance`, `peers` and `hosts` from their context. */
export interface Scalable {
  /** The largest number of instances. */
  max: number;
  /** Ports by which instances speak to each other: only where there are several. */
  ports?: PortDefinition[];
  /** The first instance creates what all share: the others start when it is ready. */
  firstAlone?: true;
  /** Clients accept the addresses of all instances as a comma-separated list. */
  listed?: true;
  /** How long a stop of one of several may take before SIGKILL, in seconds, where that is less than for a single one. */
  stopGraceSeconds?: number;
  /** Why the number is fixed once the stack exists: a phrase. */
  fixed?: string;
  /** Why the instances of the first `up` cannot be removed: a phrase. */
  keepsFounders?: string;
  /** After new instances are ready: has them share what the others hold. Resolves with what was done, in a few words. */
  joined?: (clients: string, instances: number, signal: AbortSignal) => Promise<string | undefined>;
  /**
   * Before the last instances are stopped: moves off them what only they hold.
   * @param clients the addresses of all instances
   * @param staying how many instances will be left
   * @throws StreamkitError where it would lose something
   */
  leaving?: (clients: string, staying: number, signal: AbortSignal) => Promise<string | undefined>;
}

/** Everything about one service, as data. Engines run it, health probes it, commands show it. */
export interface ServiceDefinition extends ServiceFace {
  name: string;
  /** The product's name, which stands for all of its processes: `storm` for nimbus and supervisor. */
  group?: string;
  /** Started only when named, by the user or by a service that needs it: not by a bare `up`. */
  optional?: true;
  /** Why it runs on one of the engines only, for the error: a phrase. */
  only?: string;
  /** Whether it is restarted when it ends by itself while the stack is up, after a growing delay. Users can change it. */
  restart?: boolean;
  scalable?: Scalable;
  /** Why it runs only once, for the error, where that is not only a matter of streamkit: a phrase. */
  single?: string;
  /** Which instance this is; absent where the stack has the service once. Filled in, never written in a definition. */
  instance?: Instance;
  userSettings?: UserSettings;
  /** What programs are told of it by `env` and `run`; absent where no program connects to it. */
  clients?: (place: ClientPlace) => Partial<ClientSettings>;
  /** Absent where it can run in a container only. */
  local?: LocalRecipe;
  /**
   * Ports at which a relay can stand before the service, by name, each with the port where the service listens then. Only the
   * services of a stack with relays have it.
   */
  relayed?: Record<string, PortDefinition> | undefined;
  /** What differs in a secured stack. */
  secured?: Partial<Pick<ServiceDefinition, 'endpoints' | 'local' | 'docker'>>;
  docker: DockerRecipe;
}

/** A service that the local engine can run. */
export type LocalService = ServiceDefinition & { local: LocalRecipe };

export type EngineName = 'docker' | 'local';
export type KafkaMode = 'zookeeper' | 'kraft';
export const kafkaModes: KafkaMode[] = ['zookeeper', 'kraft'];
