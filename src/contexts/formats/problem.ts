import { StreamkitError } from '../../shared/errors.js';
import type { Suggestion } from '../../shared/suggestion.js';

/** The error for a file of another tool that cannot be used. @param problem a phrase, without the values of secrets */
export function sourceProblem(file: string, problem: string, suggestions: Suggestion[] = []): StreamkitError {
  return new StreamkitError('CONFIG_INVALID', `${file}: ${problem}.`, { suggestions });
}
