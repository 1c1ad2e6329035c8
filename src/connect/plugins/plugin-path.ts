import { hostContext } from '../../engines/host-context.js';
import { findService } from '../../services/catalogue.js';
import { pluginFolder } from '../../services/settings/connect-settings.js';
import { runningStack } from '../../stack/endpoint.js';
import type { Session } from '../../stack/session.js';

/** The plugin path of the stack's workers, on this machine. @throws StreamkitError NOT_RUNNING */
export function pluginPathOf(session: Session): string {
  const service = findService(session.services, 'connect');
  return pluginFolder(hostContext(runningStack(session, 'connect'), service).dir);
}
