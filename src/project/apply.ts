import { join } from 'node:path';
import { configFileName } from '../config/config.js';
import { resolveStackReferences } from '../connect/stack-references.js';
import { StreamkitError } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';
import { requireStack } from '../stack/endpoint.js';
import { withLock } from '../stack/record/lock.js';
import { stackOf, type Session } from '../stack/session.js';
import { readCreated, writeCreated } from './created.js';
import { loadDesired } from './desired.js';
import { execute } from './execute.js';
import { observeProject } from './observe.js';
import { isChange, planProject } from './plan.js';
import type { ProjectStep } from './types.js';

/** The typed result of `diff --json` and `apply --json`. */
export interface ProjectPlan {
  stack: string;
  /** Those that change something, in their order, and those that keep what is there. */
  steps: ProjectStep[];
  /** How many steps change something or are refused. */
  changes: number;
}

/**
 * What `apply` would do; nothing is changed.
 * @throws StreamkitError NOT_FOUND without a streamkit.yml or a stack, CONFIG_INVALID, SERVICE_UNREACHABLE
 */
export async function diff(session: Session, prune: boolean): Promise<ProjectPlan> {
  return (await prepare(session, prune)).plan;
}

/**
 * Makes the stack as the project's streamkit.yml describes it. What it did before it fails stays, and the next `apply` does
 * the rest.
 * @param built what was built already, as `runBuild` has it
 * @param confirm called before anything is deleted; to throw stops it
 * @throws StreamkitError APPLY_REFUSED when a step cannot be done, before any other is
 */
export async function apply(
  session: Session,
  {
    prune,
    confirm,
    built = new Set(),
  }: { prune: boolean; confirm?: (deletions: ProjectStep[]) => Promise<void>; built?: Set<string> },
): Promise<ProjectPlan> {
  const { dir } = stackOf(session, requireStack(session));
  return withLock(join(dir, 'project'), session.signal, async () => {
    const { plan, ...prepared } = await prepare(session, prune);
    const work = { session, built, ...prepared };
    const refused = plan.steps.filter(({ action }) => action === 'refuse');
    if (refused.length > 0) throw refusal(refused);
    const deletions = plan.steps.filter(({ action }) => action === 'delete');
    if (deletions.length > 0) await confirm?.(deletions);
    for (const step of plan.steps.filter(isChange)) {
      session.signal.throwIfAborted();
      session.report({ type: 'note', message: `${step.action} ${step.kind} ${step.name}: ${step.reason}` });
      await execute(step, work);
      await writeCreated(dir, session.config.dir ?? '', work.created);
    }
    return plan;
  });
}

async function prepare(session: Session, prune: boolean) {
  const { config, name } = session;
  if (config.dir === undefined) {
    throw new StreamkitError('NOT_FOUND', `There is no ${configFileName} in this folder or above it.`, {
      suggestions: [suggest('Create one', 'init')],
    });
  }
  const { dir } = stackOf(session, requireStack(session));
  const files = await loadDesired(config);
  const connectors = files.connectors.map((one) => ({ ...one, ...resolveStackReferences(session, one) }));
  const desired = { ...files, connectors };
  const created = await readCreated(dir, config.dir);
  const actual = await observeProject(session, desired, created);
  const steps = planProject(desired, actual, created, prune);
  const plan: ProjectPlan = { stack: name, steps, changes: steps.filter(isChange).length };
  return { desired, created, actual, plan };
}

function refusal(refused: ProjectStep[]): StreamkitError {
  const [first] = refused;
  const text =
    refused.length === 1
      ? `${first?.kind ?? ''} ${first?.name ?? ''}: ${first?.reason ?? ''}.`
      : `${refused.length} changes cannot be made.`;
  return new StreamkitError('APPLY_REFUSED', `Nothing was changed: ${text}`, {
    evidence:
      refused.length === 1 ? [] : refused.map(({ kind, name, reason }) => `${kind} ${name}: ${reason}`),
    suggestions: [suggest('See all changes', 'diff')],
  });
}
