import type { Project } from '../stack/project-file.js';
import { StreamkitError } from '../shared/errors.js';

/**
 * Asks on the terminal for what a project wants of its stack; what is given already is what Enter takes.
 * @param services names that can be chosen
 * @throws StreamkitError INTERRUPTED on Ctrl-C
 */
export async function askProject(given: Project, services: string[]): Promise<Project> {
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
        message: 'Which services? What they need comes along.',
        choices: services.map((name) => ({ value: name, checked: given.services.includes(name) })),
        pageSize: services.length,
        required: true,
      },
      {
        type: 'select',
        name: 'engine',
        message: 'What runs them?',
        choices: [
          { value: 'auto', name: 'auto: whatever this machine has' },
          { value: 'local', name: 'local: plain processes' },
          { value: 'docker', name: 'docker: containers' },
        ],
        default: given.engine,
      },
      {
        type: 'select',
        name: 'kafkaMode',
        message: 'Which Kafka?',
        choices: [
          { value: 'zookeeper', name: 'zookeeper: Kafka 3.9 with ZooKeeper' },
          { value: 'kraft', name: 'kraft: Kafka 4 on its own' },
        ],
        default: given.kafkaMode,
      },
      {
        type: 'confirm',
        name: 'autoPorts',
        message: "Free ports instead of each service's usual one?",
        default: given.ports === 'auto',
      },
    ])
    .catch((error: unknown) => {
      if (error instanceof Error && error.name === 'ExitPromptError')
        throw new StreamkitError('INTERRUPTED', 'Nothing was written.', { cause: error });
      throw error;
    });
  const { autoPorts, ...rest } = answers;
  return { ...given, ...rest, ports: autoPorts ? 'auto' : 'default' };
}
