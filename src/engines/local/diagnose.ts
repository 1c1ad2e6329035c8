import { suggest } from '../../shared/suggestion.js';
import { StreamkitError } from '../../shared/errors.js';
import { isThere } from '../../shared/files.js';
import type { Finding } from '../engine.js';
import type { JavaRange, LocalService } from '../../services/types.js';
import { findJava, fittingJava, javaRange } from './java/java.js';

/** Looks at what the local engine needs: Java, Maven, and whether downloads are still to come. */
export async function diagnoseLocal(services: LocalService[], missingModules: string[]): Promise<Finding[]> {
  return [...(await javaFindings(services)), await mavenFinding(missingModules), downloads(missingModules)];
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
  const { stdout, exitCode } = await execa('mvn', ['--version'], { reject: false, stdin: 'ignore' });
  const version = /Apache Maven (\d[\w.-]*)/.exec(stdout)?.[1];
  if (exitCode === 0 && version !== undefined) return { subject: 'maven', status: 'ok', message: version };
  return {
    subject: 'maven',
    status: missingModules.length > 0 ? 'problem' : 'warning',
    message: 'mvn was not found, or does not run',
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
