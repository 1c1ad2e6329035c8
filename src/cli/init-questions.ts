import type { Project } from '../stack/project-file.js';
import { StreamkitError } from '../shared/errors.js';

/**
 * Prompts for the settings of a project's stack. What is given already is the default answer.
 * @param services what can be chosen; optional ones are marked
 * @throws StreamkitError INTERRUPTED on Ctrl-C
 */
export async function askProject(
  given: Project,
  services: { name: string; optional: boolean }[],
): Promise<Project> {
  const { default: inquirer } = await import('inquirer');
  const answers = await inquirer
    .prompt<{
      services: string[];
      engine: Project['engine'];
      kafkaMode: Project['kafkaMode'];
      autoPorts: boolean;
    }>([
      {
        type: 'checkbox',
        name: 'services',
        message: 'Which services? Their dependencies are included.',
        choices: services.map(({ name, optional }) => ({
          value: name,
          name: optional ? `${name} (optional)` : name,
          checked: given.services.includes(name),
        })),
        pageSize: services.length,
        required: true,
      },
      {
        type: 'select',
        name: 'engine',
        message: 'Which engine?',
        choices: [
          { value: 'auto', name: 'auto: Docker if it is available, else local processes' },
          { value: 'local', name: 'local: processes of this machine' },
          { value: 'docker', name: 'docker: containers' },
        ],
        default: given.engine,
      },
      {
        type: 'select',
        name: 'kafkaMode',
        message: 'Which Kafka mode?',
        choices: [
          { value: 'zookeeper', name: 'zookeeper: Kafka 3.9 with ZooKeeper' },
          { value: 'kraft', name: 'kraft: Kafka 4 without ZooKeeper' },
        ],
        default: given.kafkaMode,
      },
      {
        type: 'confirm',
        name: 'autoPorts',
        message: 'Choose free ports instead of the default ports?',
        default: given.ports === 'auto',
      },
    ])
    .catch((error: unknown) => {
      if (error instanceof Error && error.name === 'ExitPromptError')
        throw new StreamkitError('INTERRUPTED', 'Canceled: no file was written.', { cause: error });
      throw error;
    });
  const { autoPorts, ...rest } = answers;
  return { ...given, ...rest, ports: autoPorts ? 'auto' : 'default' };
}
