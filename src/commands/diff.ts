import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { diff, type ProjectPlan } from '../project/apply.js';
import { planText } from '../render/project.js';

export default class Diff extends BaseCommand {
  static override summary = 'Show what apply would change';
  static override description =
    'Compares the streamkit.yml of this folder with the running stack and changes nothing. Exits with 0 if there is nothing to change, otherwise with 5.';
  static override examples = ['<%= config.bin %> diff', '<%= config.bin %> diff --prune --json'];
  static override flags = {
    prune: Flags.boolean({ description: 'include what apply created and streamkit.yml no longer has' }),
  };

  async run(): Promise<ProjectPlan> {
    const { flags } = await this.parse(Diff);
    const plan = await diff(await this.open(flags), flags.prune);
    this.log(planText(plan, false, this.theme));
    if (plan.changes > 0) process.exitCode = 5;
    return plan;
  }
}
