import * as z from 'zod/mini';
import { alterTopic } from '../../../kafka/topics/alter-topic.js';
import { createTopic } from '../../../kafka/topics/create-topic.js';
import { deleteTopics, isPattern } from '../../../kafka/topics/delete-topics.js';
import { describeTopics } from '../../../kafka/topics/describe-topics.js';
import { StreamkitError } from '../../../shared/errors.js';
import { endpointOf } from '../../../stack/endpoint.js';
import { expectBody, expectConfirmation } from '../body.js';
import type { Call, Route } from '../router.js';

const configs = z._default(z.record(z.string(), z.string()), {});

const newTopic = z.object({
  name: z.string(),
  partitions: z._default(z.int().check(z.minimum(1)), 1),
  replicationFactor: z.optional(z.int().check(z.minimum(1))),
  configs,
});

const change = z.object({
  partitions: z.optional(z.int()),
  configs,
  deleteConfigs: z._default(z.array(z.string()), []),
});

export const topicRoutes: Route[] = [
  {
    method: 'GET',
    path: 'topics',
    run: async ({ watch }) => Promise.resolve({ topics: watch.current.topics }),
  },
  {
    method: 'POST',
    path: 'topics',
    run: async ({ session, body }) => createTopic(broker(session), expectBody(body, newTopic)),
  },
  {
    method: 'GET',
    path: 'topics/:name',
    run: async ({ session, params: { name = '' } }) => (await describeTopics(broker(session), [name]))[0],
  },
  {
    method: 'PATCH',
    path: 'topics/:name',
    run: async ({ session, params: { name = '' }, body }) =>
      alterTopic(broker(session), name, expectBody(body, change)),
  },
  {
    method: 'DELETE',
    path: 'topics/:name',
    async run({ session, params: { name = '' }, body }) {
      expectConfirmation(body, name);
      if (isPattern(name)) throw new StreamkitError('USAGE', 'Topics are deleted one by one here.');
      // The name was typed: that is the confirmation.
      const options = { ifExists: false, force: false, confirm: async () => Promise.resolve() };
      return { deleted: await deleteTopics(broker(session), [name], options) };
    },
  },
];

export function broker(session: Call['session']): string {
  return endpointOf(session, 'kafka');
}
