import { StreamkitError } from '../shared/errors.js';

export interface Confirmation {
  /** What happens, as a sentence: `This deletes 3 topics: a, b, c.` */
  what: string;
  question: string;
  /** Whether --yes was given. */
  yes: boolean;
  /** Whether there is a terminal. */
  canAsk: boolean;
}

/** @throws StreamkitError USAGE without a terminal and --yes; INTERRUPTED when the user says no */
export async function confirm({ what, question, yes, canAsk }: Confirmation): Promise<void> {
  if (yes) return;
  if (!canAsk) {
    throw new StreamkitError('USAGE', `${what} Not a terminal: cannot prompt.`, {
      suggestions: ['Add --yes to confirm.'],
    });
  }
  const { default: inquirer } = await import('inquirer');
  const { go } = await inquirer.prompt<{ go: boolean }>([
    { type: 'confirm', name: 'go', message: `${what} ${question}`, default: false },
  ]);
  if (!go) throw new StreamkitError('INTERRUPTED', 'Nothing was changed.');
}
