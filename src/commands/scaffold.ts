import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { StreamkitError } from '../shared/errors.js';
import { parseAssignments } from '../cli/flags.js';
import { table } from '../render/table.js';
import { objection } from '../scaffold/option-values.js';
import { scaffold, type ScaffoldResult } from '../scaffold/scaffold.js';
import { findTemplate, listTemplates, type Template } from '../scaffold/template.js';
import { suggest } from '../shared/suggestion.js';

export default class Scaffold extends BaseCommand {
  static override summary = 'Create a project from a template';
  static override description = 'The project builds, passes its own tests and runs against the stack.';
  static override examples = [
    '<%= config.bin %> scaffold --list',
    '<%= config.bin %> scaffold connect-source my-connector',
    '<%= config.bin %> scaffold storm-mysql orders --set package=com.example.orders --set topic=orders',
  ];
  static override args = {
    template: Args.string({ description: 'template name' }),
    dir: Args.string({ description: 'target folder (default: the template name)' }),
  };
  static override flags = {
    list: Flags.boolean({ description: 'list the templates and their options' }),
    set: Flags.string({
      description: 'set a template option (repeatable)',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'OPTION=VALUE',
    }),
    force: Flags.boolean({ description: 'write to a folder that is not empty' }),
    yes: Flags.boolean({ char: 'y', description: 'accept the defaults without asking' }),
  };

  async run(): Promise<ScaffoldResult | { templates: Template[] }> {
    const { args, flags } = await this.parse(Scaffold);
    if (flags.list) return this.show(await listTemplates());
    const asking = this.interactive(flags) && !flags.yes;
    const given = parseAssignments('--set', flags.set ?? [], 'topic=orders');
    const name = args.template ?? (asking ? await this.askTemplate() : undefined);
    if (name === undefined) {
      throw new StreamkitError('USAGE', 'Missing argument: TEMPLATE.', {
        suggestions: [suggest('List the templates', 'scaffold', '--list')],
      });
    }
    const template = await findTemplate(name);
    const options = asking ? { ...(await this.askOptions(template, given)), ...given } : given;
    const result = await scaffold({ template: name, dir: args.dir ?? name, options, force: flags.force });
    this.log(`Wrote ${result.files.length} files to ${result.dir}\n\nNext, in that folder:`);
    for (const command of result.next) this.log(`  ${command}`);
    return result;
  }

  private show(templates: Template[]): { templates: Template[] } {
    this.log(
      table(
        ['template', 'creates'],
        templates.map(({ name, summary }) => [name, summary]),
      ),
    );
    for (const { name, options } of templates) {
      this.log(
        `\n${name}\n${table(
          ['option', 'default', 'description'],
          options.map((o) => [o.name, o.default, o.description]),
        )}`,
      );
    }
    return { templates };
  }

  private async askTemplate(): Promise<string> {
    const { default: inquirer } = await import('inquirer');
    const choices = (await listTemplates()).map(({ name, summary }) => ({
      value: name,
      name: `${name}: ${summary}`,
    }));
    const { name } = await inquirer.prompt<{ name: string }>([
      { type: 'select', name: 'name', message: 'Which template?', choices },
    ]);
    return name;
  }

  private async askOptions(
    { options }: Template,
    given: Record<string, string>,
  ): Promise<Record<string, string>> {
    const { default: inquirer } = await import('inquirer');
    return inquirer.prompt(
      options
        .filter(({ name }) => given[name] === undefined)
        .map((option) => ({
          type: 'input' as const,
          name: option.name,
          message: `${option.description}:`,
          default: option.default,
          validate: (value: string) => objection(option, value) ?? true,
        })),
    );
  }
}
