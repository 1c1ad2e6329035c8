import * as z from 'zod/mini';
import { registryAnswer, RegistryRefusal, registryFailure, registryRequest } from './registry.js';
import { schemaTypeOf, type SchemaReference, type SchemaType } from './schemas.js';

const storedSchemaShape = z.object({
  schema: z.string(),
  schemaType: z.nullish(z.string()),
  references: z.nullish(z.array(z.object({ name: z.string(), subject: z.string(), version: z.int() }))),
});
type StoredSchema = z.infer<typeof storedSchemaShape>;

/** One file of a schema: its text, and the name under which others import it. */
export interface SchemaFile {
  name: string;
  text: string;
}

/** A schema with all that it refers to, directly or not. */
export interface WholeSchema {
  type: SchemaType;
  text: string;
  /** Each after those that it refers to itself. */
  imports: SchemaFile[];
}

/** @returns undefined for an id that the registry does not have. @throws StreamkitError SERVICE_UNREACHABLE */
export async function schemaById(registry: string, id: number): Promise<WholeSchema | undefined> {
  try {
    const stored = await request(registry, `/schemas/ids/${id}`);
    const imports = await importsOf(registry, stored.references ?? []);
    return { type: schemaTypeOf(stored.schemaType), text: stored.schema, imports };
  } catch (error) {
    if (error instanceof RegistryRefusal && error.status === 404) return undefined;
    throw registryFailure(error);
  }
}

async function request(registry: string, path: string): Promise<StoredSchema> {
  return registryAnswer(registry, storedSchemaShape, await registryRequest(registry, path));
}

/**
 * The schemas that references name, directly or not, each after those that it refers to itself.
 * @throws RegistryRefusal, StreamkitError SERVICE_UNREACHABLE
 */
export async function importsOf(registry: string, references: SchemaReference[]): Promise<SchemaFile[]> {
  const imports: SchemaFile[] = [];
  const known = new Set<string>();
  const add = async (wanted: SchemaReference[]) => {
    for (const { name, subject, version } of wanted) {
      if (known.has(name)) continue;
      known.add(name);
      // A deleted version is still what a schema refers to.
      const path = `/subjects/${encodeURIComponent(subject)}/versions/${version}?deleted=true`;
      const stored = await request(registry, path);
      await add(stored.references ?? []);
      imports.push({ name, text: stored.schema });
    }
  };
  await add(references);
  return imports;
}
