import { suggest } from '../../shared/suggestion.js';
import { StreamkitError } from '../../shared/errors.js';
import { isThere } from '../../shared/files.js';
import type { Finding } from '../engine.js';
import type { JavaRange, LocalService } from '../../services/types.js';
import { machineFindings } from './diagnose-machine.js';
import { findJava, fittingJava, javaRange } from './java/java.js';

/**
 * Looks at what the local engine needs: Java, Maven, the machine, and whether downloads are still to come.
 * @param folders from which programs and native libraries are run
 */
export async function diagnoseLocal(
  services: LocalService[],
  missingModules: string[],
  folders: string[],
): Promise<Finding[]> {
  return [
    ...(await javaFindings(services)),
    await mavenFinding(missingModules),
    downloads(missingModules),
    ...(await machineFindings(services, folders)),
  ];
}

/** One finding for each range of releases that services need; those of a narrower one are named. */
async function javaFindings(services: LocalService[]): Promise<Finding[]> {
  const particular = services.filter(({ local }) => local.kind === 'java' && local.java);
  const ranges = new Set(particular.map(({ local }) => JSON.stringify(javaRange(local))));
  return Promise.all([
    javaFinding(fittingJava, ''),
    ...[...ranges].map(async (range) => {
      const names = particular.filter(({ local }) => JSON.stringify(javaRange(local)) === range);
      const purpose = ` for ${names.map(({ name }) => name).join(' and ')}`;
      return javaFinding(JSON.parse(range) as JavaRange, purpose);
    }),
  ]);
}

async function javaFinding(range: JavaRange, purpose: string): Promise<Finding> {
  try {
    const java = await findJava(range);
    const noJcmd = (await isThere(java.jcmd)) ? '' : '; without jcmd (a JDK has it) starts stay slow';
    return {
      subject: `java${purpose}`,
      status: noJcmd === '' ? 'ok' : 'warning',
      message: `${java.version} in ${java.home}${noJcmd}`,
    };
  } catch (error) {
    if (!(error instanceof StreamkitError)) throw error;
    return {
      subject: `java${purpose}`,
      status: 'problem',
      message: error.message,
      fixes: error.suggestions,
    };
  }
}

async function mavenFinding(missingModules: string[]): Promise<Finding> {
  const { execa } = await import('execa');
  const { all, exitCode } = await execa('mvn', ['--version'], { reject: false, stdin: 'ignore', all: true });
  const version = /Apache Maven (\d[\w.-]*)/.exec(all)?.[1];
  if (exitCode === 0 && version !== undefined) return { subject: 'maven', status: 'ok', message: version };
  const status = missingModules.length > 0 ? 'problem' : 'warning';
  if (exitCode !== undefined && exitCode !== 127)
    return {
      subject: 'maven',
      status,
      message: `mvn --version fails with exit code ${exitCode}: ${all.trim().split('\n').slice(-3).join(' ')}`,
      fixes: ['Check JAVA_HOME, MAVEN_OPTS, ~/.mavenrc and .mvn/jvm.config.'],
    };
  return {
    subject: 'maven',
    status,
    message: 'mvn was not found on the PATH',
    fixes: ['Debian and Ubuntu: apt-get install maven; macOS: brew install maven'],
  };
}

function downloads(missingModules: string[]): Finding {
  return missingModules.length === 0
    ? { subject: 'downloads', status: 'ok', message: 'everything is here; --offline works' }
    : {
        subject: 'downloads',
        status: 'warning',
        message: `not here yet: ${missingModules.join(', ')}`,
        fixes: [suggest('Download it', 'fetch')],
      };
}
