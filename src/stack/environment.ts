import type { Session } from '../session.js';
import { clientSettings } from './client-settings.js';
import { endpointOf } from './endpoint.js';

/**
 * The environment variables that name the services which the stack was brought up with; none before its first `up`.
 * Passwords only as the name of the file that holds them.
 * @param addressOf where the program reaches a service: `insideEndpointOf` for one that runs beside the services
 */
export function stackEnvironment(
  session: Session,
  addressOf: typeof endpointOf = endpointOf,
): Record<string, string> {
  return clientSettings(session, { secrets: false, addressOf }).variables;
}
