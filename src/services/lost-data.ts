import { suggest } from '../shared/suggestion.js';

/** What is left to do when a part of what a service has stored is gone. */
export const lostData = [
  suggest('See whether there is a snapshot to restore', 'snapshot', 'list'),
  suggest('Start with empty data', 'down', '--data', '--yes'),
];
