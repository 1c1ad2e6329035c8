import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { installPlugins } from '../../connect/plugins/install.js';
import { pluginPathOf } from '../../connect/plugins/plugin-path.js';
import { scaffold } from '../../scaffold/scaffold.js';
import { mavenPackage } from '../maven-package.js';
import type { PipelineContext, PipelineStep } from '../pipeline.js';
import { workFolder } from '../work-folder.js';

/** The project of a connector template; filled in by its steps. */
export interface ConnectorProject {
  /** A temporary folder that holds the project. */
  workDir: string;
  dir: string;
  /** The name of the installed plugin. */
  plugin: string;
  steps: [build: PipelineStep, install: PipelineStep];
}

/** Steps that scaffold the template, build it with Maven and install it in the worker, until the run is over. */
export function connectorProject(
  context: PipelineContext,
  template: string,
  settings: Record<string, string>,
): ConnectorProject {
  const { session, id, cleanUp } = context;
  const build: PipelineStep = {
    name: `scaffold ${template} and build it with mvn package`,
    ahead: true,
    turn: 'maven',
    limitSeconds: 900,
    async run(signal) {
      project.workDir = await workFolder(context);
      project.dir = join(project.workDir, template);
      const options = { artifact: `${template}-${id}`, ...settings };
      await scaffold({ template, dir: project.dir, options });
      return mavenPackage(project.dir, session.report, signal);
    },
  };
  const install: PipelineStep = {
    name: 'install the plugin',
    limitSeconds: 180,
    async run() {
      const files = await readdir(join(project.dir, 'target'));
      const archive = files.find((name) => name.endsWith('-plugin.zip'));
      if (archive === undefined) throw new Error('the build made no plugin archive');
      const paths = [join(project.dir, 'target', archive)];
      const [installed] = await installPlugins(session, paths, { offline: true });
      project.plugin = installed?.name ?? '';
      cleanUp(`plugin ${project.plugin}`, async () =>
        rm(join(pluginPathOf(session), project.plugin), { recursive: true, force: true }),
      );
      return `${project.plugin}; the worker was restarted`;
    },
  };
  const project: ConnectorProject = { workDir: '', dir: '', plugin: '', steps: [build, install] };
  return project;
}
