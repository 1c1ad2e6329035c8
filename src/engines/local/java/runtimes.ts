import { StreamkitError } from '../../../shared/errors.js';
import { asLocal } from '../../../services/catalogue.js';
import type { JavaRecipe, LocalRecipe, LocalService, ServiceDefinition } from '../../../services/types.js';
import type { PrepareOptions } from '../../engine.js';
import { libraries, type Library } from '../library/library.js';
import type { Jvm } from './archive.js';
import { findJava, javaRange, type Java } from './java.js';
import { modulesOf } from './modules.js';

/** What services run on, each found once: Java, and the files of their modules. */
export class Runtimes {
  private readonly javas = new Map<string, Promise<Java>>();
  private readonly libraries = new Map<string, Library>();

  /** @param cache the folder of what was downloaded */
  constructor(private readonly cache: string) {}

  /** Finds it, and downloads what is missing unless `offline`. */
  async prepare(services: LocalService[], { offline, signal, onProgress }: PrepareOptions): Promise<void> {
    const javas = await Promise.all(services.map(async ({ local }) => this.javaFor(local)));
    const [java = await findJava()] = javas;
    const found = await libraries(await modulesOf(services), java, this.cache, {
      offline,
      signal,
      onDownload: (count, file) => {
        onProgress({ message: file, count });
      },
    });
    for (const [module, library] of found) this.libraries.set(module, library);
  }

  /** What one service runs on, for commands that start no services: it was downloaded before. */
  async prepared(service: ServiceDefinition): Promise<Jvm> {
    const found = asLocal(service);
    const { local, name } = found;
    if (local.kind !== 'java') throw new StreamkitError('INTERNAL', `${name} is not a JVM service.`);
    const never = new AbortController().signal;
    await this.prepare([found], { offline: true, signal: never, onProgress: () => undefined });
    return this.jvmOf(local);
  }

  async jvmOf(recipe: JavaRecipe): Promise<Jvm> {
    const library = this.library(recipe.module);
    if (!library) throw new StreamkitError('INTERNAL', `The files of ${recipe.module} were not prepared.`);
    return { java: await this.javaFor(recipe), library };
  }

  /** The files of a module; none for a program that is on the PATH. */
  library(module: string): Library | undefined {
    return this.libraries.get(module);
  }

  private javaFor(recipe: LocalRecipe): Promise<Java> {
    const range = javaRange(recipe);
    const key = `${range.min}-${range.max}`;
    const known = this.javas.get(key) ?? findJava(range);
    this.javas.set(key, known);
    return known;
  }
}
