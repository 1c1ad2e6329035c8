import { planJobs } from './plan-jobs.js';
import { planConnectors, planPlugins } from './plan-connectors.js';
import { planCommands, planData, planPaths, planScripts } from './plan-files.js';
import { planSchemas } from './plan-schemas.js';
import { planTopics } from './plan-topics.js';
import type { Actual, Created, Desired, ProjectStep } from './types.js';

/**
 * Desired and observed → steps, in the order in which they are done; things that `apply` created and that are no longer
 * desired are deleted only with `prune`. Pure.
 */
export function planProject(
  desired: Desired,
  actual: Actual,
  created: Created,
  prune: boolean,
): ProjectStep[] {
  const steps = [
    ...planTopics(desired, actual, created),
    ...planSchemas(desired, actual, created),
    ...planScripts(desired, actual),
    ...planCommands(desired, actual, created),
    ...planPaths(desired, actual, created),
    ...planPlugins(desired, actual, created),
    ...planConnectors(desired, actual, created),
    ...planData(desired, actual, created),
    ...planJobs(desired, actual, created),
  ];
  const [leaving, staying] = [steps.filter(isDelete), steps.filter((step) => !isDelete(step))];
  // What uses something is deleted before it.
  return [...staying, ...leaving.toReversed().map((step) => (prune ? step : kept(step)))];
}

function isDelete({ action }: ProjectStep): boolean {
  return action === 'delete';
}

function kept(step: ProjectStep): ProjectStep {
  return { ...step, action: 'keep', reason: `${step.reason}; --prune deletes it` };
}

export function isChange({ action }: ProjectStep): boolean {
  return action !== 'keep';
}
