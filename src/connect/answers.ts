import * as z from 'zod/mini';

/*
 * What Connect's REST API answers. Connectors of other makers fill some of it, and leave out or null what ours never do:
 * only what the API's documentation promises is required here.
 */

const maybe = <Shape extends z.ZodMiniType>(shape: Shape) => z.optional(z.nullable(shape));

/** Unknown states are shown as they are: newer versions of Connect add some. */
const part = z.looseObject({ state: z.string(), trace: maybe(z.string()), worker_id: maybe(z.string()) });

export const statusShape = z.looseObject({
  name: z.string(),
  type: maybe(z.string()),
  connector: part,
  tasks: maybe(z.array(z.extend(part, { id: z.int() }))),
});

export const statusesShape = z.record(z.string(), z.looseObject({ status: maybe(statusShape) }));

export const pluginsShape = z.array(
  z.looseObject({ class: z.string(), type: maybe(z.string()), version: maybe(z.string()) }),
);

export const validationShape = z.looseObject({
  configs: maybe(
    z.array(
      z.looseObject({
        definition: maybe(z.looseObject({ name: maybe(z.string()), type: maybe(z.string()) })),
        value: maybe(
          z.looseObject({
            name: maybe(z.string()),
            value: maybe(z.string()),
            errors: maybe(z.array(z.string())),
          }),
        ),
      }),
    ),
  ),
});

export const configShape = z.record(z.string(), maybe(z.string()));

const position = maybe(z.record(z.string(), z.unknown()));

export const offsetsShape = z.looseObject({
  offsets: maybe(z.array(z.looseObject({ partition: position, offset: position }))),
});

export const messageShape = z.looseObject({ message: maybe(z.string()) });
