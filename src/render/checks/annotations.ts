import type { SmokeResult } from '../../smoke/result.js';

/** GitHub's workflow commands for failed steps, which it shows on the run's page. */
export function annotations({ pipelines }: SmokeResult): string {
  return pipelines
    .flatMap(({ name, steps }) =>
      steps
        .filter(({ status }) => status === 'failed')
        .map(({ name: step, error = '' }) => `::error title=${property(`${name}: ${step}`)}::${data(error)}`),
    )
    .join('\n');
}

/** Escapes as the runner's toolkit does (actions/toolkit, packages/core/src/command.ts). */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
