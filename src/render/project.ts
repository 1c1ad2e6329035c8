import type { ChalkInstance } from 'chalk';
import type { ProjectPlan } from '../project/apply.js';
import type { ProjectStep } from '../project/types.js';

const signs: Record<ProjectStep['action'], string> = {
  create: '+',
  run: '+',
  change: '~',
  delete: '-',
  refuse: '!',
  keep: ' ',
};

/** The steps of a plan, one per line; of those that keep what is there only with a reason to look at. */
export function planText({ steps, changes }: ProjectPlan, done: boolean, theme: ChalkInstance): string {
  const shown = steps.filter(
    ({ action, reason }) =>
      action !== 'keep' || reason.includes('--prune') || reason.includes('before the file'),
  );
  const colors = { '+': theme.green, '~': theme.yellow, '-': theme.red, '!': theme.red, ' ': theme.dim };
  const lines = shown.map(({ action, kind, name, reason }) => {
    const sign = signs[action] as keyof typeof colors;
    return colors[sign](`${sign} ${kind} ${name}: ${action === 'refuse' ? 'refused: ' : ''}${reason}`);
  });
  const same = steps.length - changes;
  const end =
    changes === 0
      ? `No changes (${same} up to date).`
      : `${changes} ${done ? 'changed' : 'to change'}, ${same} up to date.`;
  return [...lines, end].join('\n');
}
