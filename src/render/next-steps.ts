import type { StackStatus } from '../stack/status.js';
import { suggest, type Suggestion } from '../shared/suggestion.js';

/** What to do next on a stack that has just come up. */
export function nextSteps({ services }: StackStatus): Suggestion[] {
  const kafka = services.some(({ name }) => name === 'kafka');
  return [
    ...(kafka
      ? [
          suggest('Create a topic', 'topic', 'create', 'my-first-topic', '--partitions', '3'),
          suggest('Print its records', 'consume', 'my-first-topic'),
        ]
      : []),
    suggest('Stop the stack', 'down'),
  ];
}
