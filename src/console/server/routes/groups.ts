import * as z from 'zod/mini';
import { offsetPosition } from '../../../kafka/consume/offset-range.js';
import { describeGroup } from '../../../kafka/groups/describe-group.js';
import { deleteGroups } from '../../../kafka/groups/groups.js';
import { resetGroup } from '../../../kafka/groups/reset-group.js';
import { expectBody, expectConfirmation } from '../body.js';
import type { Call, Route } from '../router.js';
import { broker } from './topics.js';

/** `to` as the command line writes it: start, end, 100, @-1h, … */
const move = z.object({ topic: z.string(), to: z.string() });

export const groupRoutes: Route[] = [
  {
    method: 'GET',
    path: 'groups',
    run: async ({ watch }) => Promise.resolve({ groups: watch.current.groups }),
  },
  {
    method: 'GET',
    path: 'groups/:name',
    run: async ({ session, params: { name = '' } }) => describeGroup(broker(session), name),
  },
  {
    method: 'POST',
    path: 'groups/:name/reset/preview',
    reads: true,
    run: async (call) => reset(call, false),
  },
  { method: 'POST', path: 'groups/:name/reset', run: async (call) => reset(call, true) },
  {
    method: 'DELETE',
    path: 'groups/:name',
    async run({ session, params: { name = '' }, body }) {
      expectConfirmation(body, name);
      return { deleted: await deleteGroups(broker(session), [name]) };
    },
  },
];

async function reset({ session, params: { name = '' }, body }: Call, execute: boolean): Promise<unknown> {
  const { topic, to } = expectBody(body, move);
  const position = offsetPosition(to, Date.now());
  const moves = await resetGroup(broker(session), { group: name, topic, to: position, execute });
  return { moves, executed: execute };
}
