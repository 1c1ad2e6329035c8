import { execa } from 'execa';
import { StreamkitError } from '../../errors.js';
import { isThere } from '../../files.js';
import type { Finding } from '../engine.js';
import { findJava } from './java.js';

/** Looks at what the local engine needs: Java, Maven, and whether downloads are still to come. */
export async function diagnoseLocal(missingModules: string[]): Promise<Finding[]> {
  return [await javaFinding(), await mavenFinding(missingModules), downloads(missingModules)];
}

async function javaFinding(): Promise<Finding> {
  try {
    const java = await findJava();
    const noJcmd = (await isThere(java.jcmd)) ? '' : '; without jcmd (a JDK has it) starts stay slow';
    return {
      subject: 'java',
      status: noJcmd === '' ? 'ok' : 'warning',
      message: `${java.version} in ${java.home}${noJcmd}`,
    };
  } catch (error) {
    if (!(error instanceof StreamkitError)) throw error;
    return {
      subject: 'java',
      status: 'problem',
      message: error.message,
      remedy: error.suggestions.join(' '),
    };
  }
}

async function mavenFinding(missingModules: string[]): Promise<Finding> {
  const { stdout, exitCode } = await execa('mvn', ['--version'], { reject: false, stdin: 'ignore' });
  const version = /Apache Maven (\d[\w.-]*)/.exec(stdout)?.[1];
  if (exitCode === 0 && version !== undefined) return { subject: 'maven', status: 'ok', message: version };
  return {
    subject: 'maven',
    status: missingModules.length > 0 ? 'problem' : 'warning',
    message: 'mvn was not found, or does not run',
    remedy: 'Debian and Ubuntu: apt-get install maven; macOS: brew install maven',
  };
}

function downloads(missingModules: string[]): Finding {
  return missingModules.length === 0
    ? { subject: 'downloads', status: 'ok', message: 'everything is here; --offline works' }
    : {
        subject: 'downloads',
        status: 'warning',
        message: `not here yet: ${missingModules.join(', ')}`,
        remedy: 'streamkit up fetches it',
      };
}
