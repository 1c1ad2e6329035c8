import type { Command } from './process.js';

/** The command lines of one service, ready to be run. */
export interface ServiceCommands {
  run: Command;
  /** To be run once before the first start: until `makes`, a path below the service's folder, is there. */
  initialise?: {
    makes: string;
    command: Command;
    /** Absolute: a folder that the command fills and that becomes `makes` afterwards. */
    draft?: string;
  };
}
