import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { CheckStep } from '../config/check-schema.js';
import { configFileName, type Config } from '../config/config.js';
import { didYouMean } from '../shared/closest.js';
import { StreamkitError } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';

export interface Check {
  name: string;
  steps: { step: CheckStep; action: Action; /** `pipelines/orders.yml:12` */ place: string }[];
}

export type Action = Exclude<keyof CheckStep, 'name'>;

/**
 * The checks of a project: those of streamkit.yml, then the files of its folder `pipelines`.
 * @param names only these; all if empty
 * @throws StreamkitError CONFIG_INVALID that names file and line, NOT_FOUND for a name that is not a check, or without any
 */
export async function readChecks(config: Config, names: string[]): Promise<Check[]> {
  const dir = config.dir ?? '';
  const { lineOf, parseYaml } = await import('../config/parse-config.js');
  const { pipelineFileSchema } = await import('../config/check-schema.js');
  const checks: Check[] = [];
  const add = (name: string, path: string, text: string, prefix: string[], steps: CheckStep[]) => {
    const place = (index: number) => `${relative(dir, path)}:${lineOf(text, [...prefix, index])}`;
    if (checks.some((one) => one.name === name))
      throw new StreamkitError('CONFIG_INVALID', `${path}:1: there is another check named ${name}.`);
    checks.push({
      name,
      steps: steps.map((step, index) => ({
        step,
        action: actionOf(step, join(dir, place(index))),
        place: place(index),
      })),
    });
  };
  if (config.checks) {
    const path = join(dir, configFileName);
    const text = await readFile(path, 'utf8');
    for (const [name, steps] of Object.entries(config.checks)) add(name, path, text, ['checks', name], steps);
  }
  const folder = join(dir, 'pipelines');
  const files = (await readdir(folder).catch(() => [])).filter((name) => /\.ya?ml$/.test(name)).sort();
  for (const file of files) {
    const path = join(folder, file);
    const text = await readFile(path, 'utf8');
    add(file.replace(/\.ya?ml$/, ''), path, text, ['steps'], parseYaml(path, text, pipelineFileSchema).steps);
  }
  return chosen(checks, names);
}

function chosen(checks: Check[], names: string[]): Check[] {
  if (checks.length === 0)
    throw new StreamkitError('NOT_FOUND', 'The project has no checks.', {
      suggestions: [
        'Write steps to pipelines/NAME.yml, or to checks.NAME in streamkit.yml.',
        suggest('Run the built-in pipelines instead', 'smoke'),
      ],
    });
  if (names.length === 0) return checks;
  const known = checks.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return checks.filter(({ name }) => names.includes(name));
  throw new StreamkitError('NOT_FOUND', `There is no check named "${unknown}".`, {
    suggestions: didYouMean(unknown, known, 'Checks'),
  });
}

function actionOf(step: CheckStep, place: string): Action {
  const keys = Object.keys(step).filter((key) => key !== 'name') as Action[];
  const [action] = keys;
  if (keys.length === 1 && action !== undefined) return action;
  const problem = keys.length === 0 ? 'the step does nothing' : `the step has ${keys.join(' and ')}`;
  throw new StreamkitError('CONFIG_INVALID', `${place}: ${problem}; write one action per step.`, {
    suggestions: ['Actions are produce, records, sql, hdfs, kill, pause, unpause, up and run.'],
  });
}
