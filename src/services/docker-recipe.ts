import type { StackSecurity } from './settings/security.js';
import type { Instance, PortOf, ServiceFace } from './recipe.js';

/** How the Docker engine runs a service: one container, or several that make up the service together. */
export interface DockerRecipe {
  /** What users see differently where the official images run: another product, other addresses. */
  as?: Partial<ServiceFace>;
  /** Empty where it runs on the local engine only. */
  containers: ContainerRecipe[];
  /** Addresses for the containers of the stack's network, by the names of the endpoints. */
  inside: Record<string, string>;
  /** Services that must answer before this one is started; those that it needs where it is not said. */
  after?: string[];
  /** The service without whose data this one's is unusable. */
  dataBuildsOn?: string;
  /** Files for clients on this machine, by path below the service's folder; only the user may read them. */
  clientFiles?: (context: ContainerContext) => Record<string, string>;
  /** Deaths at start that pass by themselves: start again when the log's last lines match. */
  transientFailure?: { log: RegExp; why: string };
  /** A command of the service's image that proves, in another container of the network, that the service answers. */
  proof: string[];
  /** How a Java program of the user's runs on the libraries in the service's image. */
  job?: (program: JavaProgram) => { command: string[]; environment: Record<string, string> };
}

export interface ContainerRecipe {
  /** Its host name in the stack's network. */
  name: string;
  /** With a tag: what users get unless they name another. */
  image: string;
  /** `me`: files that it writes into the user's folders belong to the user. Else as the image says. */
  user?: 'me';
  command?: string[];
  /** In place of the image's own. */
  entrypoint?: string[];
  /** Has the daemon's own first process, which gathers what loses its parent, around the image's. */
  init?: boolean;
  environment?: (context: ContainerContext) => Record<string, string>;
  /** The port in the container for each of the service's that is published; `same` as outside where it is told to clients. */
  ports: Record<string, number | 'same'>;
  /** Folders in the container that named volumes hold, by the volume's name. */
  volumes: Record<string, string>;
  /** Files to put into the container before it starts. */
  files?: (context: ContainerContext) => ContainerFile[];
  /** Folders of this machine that the container sees under the same path. */
  folders?: (context: ContainerContext) => string[];
  /** How long a stop may take before SIGKILL, in seconds. */
  stopGraceSeconds: number;
}

/** What a container's recipe may know of the stack it becomes part of. */
export interface ContainerContext {
  /** The stack's folder on this machine, absolute. */
  stackDir: string;
  stackId: string;
  secret: string;
  security?: StackSecurity;
  /** The port on 127.0.0.1 of this machine. */
  published: PortOf;
  instance: Instance;
  /** The host names of a service's instances in the network, for services whose container has their name. */
  hosts: (service: string) => string[];
  /** The folder of this machine that connectors share with the user. */
  exchange: string;
}

export type ContainerFile = {
  /** Absolute, in the container. */
  path: string;
  /** User and group id of its owner; only the owner may read it. `me`: the user of a container that runs as `me`. */
  owner: number | 'me';
  /** Everyone in the container may read it. */
  isPublic?: true;
} & ({ text: string } | CopiedFile);

/** A file of this machine whose content the container gets, by its path here. */
export interface CopiedFile {
  copyOf: string;
}

export interface JavaProgram {
  mainClass: string;
  arguments: string[];
  jars: string[];
}
