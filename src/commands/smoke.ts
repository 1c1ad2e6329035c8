import { appendFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { messageOf, StreamkitError } from '../shared/errors.js';
import { engineFlag } from '../cli/flags.js';
import { parseDuration } from '../shared/duration.js';
import { annotations } from '../render/checks/annotations.js';
import { jobSummary } from '../render/checks/job-summary.js';
import { smokeSummary } from '../render/checks/smoke-summary.js';
import { table } from '../render/table.js';
import { junitXml } from '../render/checks/junit.js';
import { findPipelines, groupOf, pipelines as known, type PipelineGroup } from '../smoke/pipelines.js';
import type { SmokeResult } from '../smoke/result.js';
import { smoke } from '../smoke/smoke.js';

/** One pipeline in `smoke --list --json`. */
interface ListedPipeline {
  name: string;
  /** `chapter`: run by `smoke` without names. */
  group: PipelineGroup;
  promise: string;
  /** Services that it needs. */
  needs: string[];
}

export default class Smoke extends BaseCommand {
  static override summary = 'Run end-to-end pipelines and check their results';
  static override description =
    'Runs the pipelines of the book chapter "Designing real-time streaming data pipelines" against real services. Missing services are started, and stopped afterwards. All topics, tables and files of a run have unique names and are removed at the end. Exits with 5 if a pipeline fails.';
  static override examples = [
    '<%= config.bin %> smoke kafka-basics',
    '<%= config.bin %> smoke kafka-basics --stack ci --ports auto --junit smoke.xml',
    '<%= config.bin %> smoke --list',
  ];
  static override strict = false;
  static override args = {
    pipeline: Args.string({ description: "pipeline names (default: the chapter's five)" }),
  };
  static override flags = {
    list: Flags.boolean({ description: 'list the pipelines' }),
    all: Flags.boolean({ description: "run all pipelines, not only the chapter's" }),
    keep: Flags.boolean({ description: 'do not clean up after the run' }),
    junit: Flags.string({ description: 'write the result as JUnit XML', helpValue: 'FILE' }),
    bundle: Flags.string({
      description: 'folder for the logs, status and settings of a failed run (default: below ~/.streamkit)',
      helpValue: 'FOLDER',
    }),
    engine: engineFlag,
    ports: Flags.option({ options: ['auto'] as const })({ description: 'use free ports for a new stack' }),
    offline: Flags.boolean({ description: 'do not download anything; fail if something is missing' }),
    timeout: Flags.string({
      description: 'time limit for the whole run',
      default: '15m',
      helpValue: '15m',
    }),
  };

  async run(): Promise<SmokeResult | { pipelines: ListedPipeline[] }> {
    const { flags, argv } = await this.parse(Smoke);
    const pipelines = findPipelines(argv as string[], flags.all);
    if (flags.list) {
      const listed = argv.length > 0 ? pipelines : known;
      this.log(
        table(
          ['pipeline', 'group', 'checks'],
          listed.map((pipeline) => [pipeline.name, groupOf(pipeline), pipeline.promise]),
        ),
      );
      return {
        pipelines: listed.map((pipeline) => {
          const { name, promise, needs } = pipeline;
          return { name, group: groupOf(pipeline), promise, needs };
        }),
      };
    }
    const session = await this.open(flags, {
      engine: flags.engine,
      prospect: {
        services: pipelines.flatMap(({ needs }) => needs),
        images: {},
        offline: flags.offline,
      },
    });
    const result = await smoke(session, {
      pipelines,
      keep: flags.keep,
      autoPorts: flags.ports === 'auto',
      offline: flags.offline,
      timeoutMs: parseDuration(flags.timeout),
      bundle: resolve(flags.bundle ?? join(session.home.root, 'bundles', `${session.name}-${Date.now()}`)),
    });
    if (flags.junit !== undefined) await writeReport(flags.junit, junitXml(result));
    this.log(smokeSummary(result, this.theme));
    await reportToGithub(result, (text) => {
      this.logToStderr(text);
    });
    if (result.failed > 0) process.exitCode = 5;
    return result;
  }
}

/** On GitHub Actions, adds annotations for failed steps and a job summary. */
async function reportToGithub(result: SmokeResult, write: (text: string) => void): Promise<void> {
  if (process.env['GITHUB_ACTIONS'] !== 'true') return;
  if (result.failed > 0) write(annotations(result));
  const page = process.env['GITHUB_STEP_SUMMARY'] ?? '';
  if (page !== '') await appendFile(page, jobSummary(result));
}

async function writeReport(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new StreamkitError('USAGE', `--junit ${path}: cannot write the report: ${messageOf(error)}.`, {
      cause: error,
    });
  }
}
