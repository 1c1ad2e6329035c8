import { probeHttp } from '../health/probe.js';
import { stormImageVersion, uiInDocker } from './docker/storm.js';
import { stormUserSettings } from './settings/owned-settings.js';
import type { ServiceDefinition } from './types.js';

/** Storm's web pages and REST API. Only its image has them: they are not on Maven Central. */
export const stormUi: ServiceDefinition = {
  name: 'ui',
  group: 'storm',
  title: 'Apache Storm, UI',
  version: stormImageVersion,
  needs: ['nimbus'],
  ports: [{ name: 'http', default: 8080 }],
  endpoints: (port) => ({ http: `http://127.0.0.1:${port('http')}` }),
  readiness:
    ({ port }) =>
    async (signal) =>
      probeHttp(`http://127.0.0.1:${port('http')}/api/v1/cluster/summary`, signal),
  userSettings: stormUserSettings,
  docker: uiInDocker,
};
