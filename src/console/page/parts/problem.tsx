import type { ApiProblem } from '../lib/api.js';
import { Command } from './command.js';
import { Icon } from './icon.js';

/** An error with why, as far as known, and what to do next. */
export function Problem({ problem }: { problem: ApiProblem }) {
  return (
    <div class="problem" role="alert">
      <Icon name="alert" />
      <div>
        <p>{problem.message}</p>
        {problem.evidence !== undefined && problem.evidence.length > 0 && (
          <pre class="evidence">{problem.evidence.join('\n')}</pre>
        )}
        {problem.suggestions.map(({ why, command }) => (
          <p key={`${why}${command ?? ''}`} class="suggestion">
            {why}
            {command !== undefined && (
              <>
                : <Command text={command} />
              </>
            )}
          </p>
        ))}
      </div>
    </div>
  );
}
