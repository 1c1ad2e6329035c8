import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { engineFlag } from '../cli/flags.js';
import { parseDuration } from '../shared/duration.js';
import type { TestResult } from '../checks/test-project.js';
import { configFileName } from '../config/config.js';
import { testSummary } from '../render/checks/test-summary.js';
import { testJunit } from '../render/checks/test-junit.js';
import { StreamkitError } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';

export default class Test extends BaseCommand {
  static override summary = "Run the project's checks on a stack of their own";
  static override description =
    'Brings up a new stack as streamkit.yml describes it, on free ports, runs the checks of streamkit.yml and of the folder pipelines, and deletes the stack. Several runs at the same time do not disturb each other. Exits with 5 if a check fails.';
  static override examples = [
    '<%= config.bin %> test',
    '<%= config.bin %> test --junit checks.xml',
    '<%= config.bin %> test orders --keep',
  ];
  static override strict = false;
  static override args = { check: Args.string({ description: 'names of checks (default: all)' }) };
  static override flags = {
    keep: Flags.boolean({ description: 'leave the stack running' }),
    junit: Flags.string({ description: 'write the result as JUnit XML', helpValue: 'FILE' }),
    engine: engineFlag,
    offline: Flags.boolean({ description: 'do not download anything; fail if something is missing' }),
  };

  async run(): Promise<TestResult> {
    const { flags, argv } = await this.parse(Test);
    const { config, name } = await this.open(flags);
    if (config.dir === undefined) {
      throw new StreamkitError('NOT_FOUND', `There is no ${configFileName} in this folder or above it.`, {
        suggestions: [suggest('Create one', 'init')],
      });
    }
    const { readChecks } = await import('../checks/read-checks.js');
    const checks = await readChecks(config, argv as string[]);
    const stack = `${name}-test-${randomBytes(3).toString('hex')}`;
    const { testProject } = await import('../checks/test-project.js');
    const session = await this.open(
      { ...flags, stack },
      { engine: flags.engine, scale: {}, prospect: { services: [], images: {}, offline: flags.offline } },
    );
    const result = await testProject(session, {
      open: this.opener({ ...flags, stack }),
      checks,
      keep: flags.keep,
      offline: flags.offline,
      timeoutMs: parseDuration(config.timeout ?? '5m'),
    });
    if (flags.junit !== undefined) await writeFile(flags.junit, testJunit(result));
    this.log(testSummary(result, this.theme));
    if (flags.keep)
      this.log(`  ${this.suggestion(suggest('Delete the stack', 'down', '--data', '--stack', stack))}`);
    if (result.failed > 0) process.exitCode = 5;
    return result;
  }
}
