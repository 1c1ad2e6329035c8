import type { FlowNode } from '../../../watch/types.js';
import { href } from '../../lib/router.js';
import type { IconName } from '../../parts/icon.js';

const views: Partial<Record<FlowNode['kind'], string>> = {
  topic: 'topics',
  connector: 'connectors',
  topology: 'topologies',
  group: 'groups',
};

/** Where a node of the graph is shown; undefined for one that has no view. */
export function linkOf({ id, kind, name }: FlowNode): string | undefined {
  if (kind === 'job') return href('jobs', id.slice('job:'.length));
  const view = views[kind];
  if (view !== undefined) return href(view, name);
  if (/^store:(mysql|hive):/.test(id)) return `${href('sql')}?product=${id.split(':')[1] ?? ''}`;
  return id.startsWith('store:hdfs:')
    ? `${href('hdfs')}?path=${encodeURIComponent(id.slice('store:hdfs:'.length))}`
    : undefined;
}

export const nodeIcons: Record<FlowNode['kind'], IconName> = {
  topic: 'topic',
  connector: 'connector',
  topology: 'topology',
  job: 'job',
  group: 'group',
  store: 'sql',
  writers: 'send',
  component: 'service',
};
