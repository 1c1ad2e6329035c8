import type { ProcessRecipe, RecipeContext } from './recipe.js';

/** A native program: from the PATH, else from a package that Maven resolves. */
export interface ProgramRecipe extends ProcessRecipe {
  kind: 'program';
  /** Names to look for on the PATH and in /usr/sbin, the best first. */
  names: string[];
  /** More folders to look in, after the PATH; an asterisk stands for a version, of which the highest is first. */
  folders?: string[];
  /** It refuses to run as root: then it gets a user namespace in which it has another user id. */
  refusesRoot?: true;
  /** Module whose only file is a jar that carries the program: `bin/NAME` or `scripts/NAME` below `root` in it. */
  module: string;
  /** A folder in the jar, or a `.txz` archive in it. */
  root: string;
  /** What the packaged program runs on, as Node's `platform-arch`. */
  platform: string;
  /** How users install the program elsewhere. */
  install: string;
  /** @param basedir where the program was unpacked; none for an installed one, which knows its place */
  arguments: (context: RecipeContext, basedir: string | undefined) => string[];
  /**
   * Run once, to its end, before the first start: until `makes` (a folder, by its path below the service's) exists. It
   * writes to `draft`, which becomes `makes` when all went well.
   */
  initialise?: {
    makes: string;
    names: string[];
    arguments: (context: RecipeContext, draft: string, basedir: string | undefined) => string[];
  };
}
