import * as z from 'zod/mini';

/** Which channels a page asks for. */
export const channelsShape = z.object({
  state: z.optional(z.boolean()),
  tail: z.optional(
    z.object({
      topic: z.string(),
      /** Offsets as the command line writes them, or the next one of each partition. */
      from: z.union([z.string(), z.record(z.string(), z.int().check(z.nonnegative()))]),
      partition: z.optional(z.int()),
      key: z.optional(z.string()),
      value: z.optional(z.string()),
      header: z.optional(z.string()),
    }),
  ),
  logs: z.optional(
    z.object({
      services: z.optional(z.array(z.string())),
      topology: z.optional(z.string()),
      /** Id of a job of Flink or Spark. */
      streamJob: z.optional(z.string()),
      tail: z.int().check(z.minimum(0), z.maximum(100_000)),
    }),
  ),
  job: z.optional(z.string()),
});

export type TailRequest = NonNullable<z.infer<typeof channelsShape>['tail']>;
export type LogsRequest = NonNullable<z.infer<typeof channelsShape>['logs']>;
