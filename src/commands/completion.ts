import { Args } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { bashCompletion } from '../render/completion/bash.js';
import { fishCompletion } from '../render/completion/fish.js';
import { completionTree } from '../render/completion/tree.js';
import { zshCompletion } from '../render/completion/zsh.js';
import { catalog as connectors } from '../connect/plugins/catalog.js';
import { listTemplates } from '../scaffold/template.js';
import { catalogue, namedServices } from '../services/catalogue.js';
import { errorCodes } from '../shared/error-catalogue.js';
import { pipelines } from '../smoke/pipelines.js';

const shells = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

export default class Completion extends BaseCommand {
  static override summary = 'Print a completion script for your shell';
  static override description =
    'Completes commands, flags, and names: of services, pipelines and templates, and of the topics, groups, subjects, connectors, jobs, topologies, snapshots, contexts and stacks that exist. bash: add the first example to ~/.bashrc. zsh: add the second one to ~/.zshrc, after compinit. fish: run the third one once.';
  static override examples = [
    'source <(<%= config.bin %> completion bash)',
    'source <(<%= config.bin %> completion zsh)',
    '<%= config.bin %> completion fish > ~/.config/fish/completions/<%= config.bin %>.fish',
  ];
  static override args = {
    shell: Args.string({ description: 'your shell', options: Object.keys(shells), required: true }),
  };

  async run(): Promise<{ shell: string; script: string }> {
    const { args } = await this.parse(Completion);
    const services = namedServices(catalogue('zookeeper')).map(({ name, optional }) => ({
      word: name,
      summary: optional ? 'optional service' : '',
    }));
    const templates = (await listTemplates()).map(({ name }) => name);
    const names = {
      service: services,
      pipeline: pipelines.map(({ name }) => name),
      template: templates,
      // Of connectors to install.
      source: connectors.map(({ name, title }) => ({ word: name, summary: title })),
      code: errorCodes,
    };
    const tree = completionTree(this.config.commands, this.config.topics, names);
    const script = shells[args.shell as keyof typeof shells](tree);
    if (!this.jsonEnabled()) process.stdout.write(script);
    return { shell: args.shell, script };
  }
}
