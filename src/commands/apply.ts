import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { confirm } from '../cli/confirm.js';
import { apply, type ProjectPlan } from '../project/apply.js';
import { planText } from '../render/project.js';

export default class Apply extends BaseCommand {
  static override summary = 'Create and change what streamkit.yml describes';
  static override description =
    'Makes topics, schemas, SQL scripts, HDFS files, connectors, sample data and jobs as the streamkit.yml of this folder describes them. Running it again changes nothing. Nothing is changed if a step would lose data. Deletes only with --prune, and only what apply created.';
  static override examples = ['<%= config.bin %> apply', '<%= config.bin %> apply --prune --yes'];
  static override flags = {
    prune: Flags.boolean({
      description: 'delete what apply created and streamkit.yml no longer has, with its data',
    }),
    yes: Flags.boolean({ char: 'y', description: 'delete without asking' }),
  };

  async run(): Promise<ProjectPlan> {
    const { flags } = await this.parse(Apply);
    const session = await this.open(flags);
    const plan = await apply(session, {
      prune: flags.prune,
      confirm: async (deletions) => {
        await confirm({
          what: `This deletes ${deletions.map(({ kind, name }) => `${kind} ${name}`).join(', ')}.`,
          question: 'Continue?',
          yes: flags.yes,
          canAsk: this.interactive(flags) && process.stdin.isTTY,
        });
      },
    });
    this.log(planText(plan, true, this.theme));
    return plan;
  }
}
