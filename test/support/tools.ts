import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { execa } from 'execa';

/** Whether a program can be run. If not, reports that the tests that use it are skipped. */
export async function hasTool(name: string, ...version: string[]): Promise<boolean> {
  const { exitCode } = await execa(name, version, { reject: false, stdin: 'ignore' });
  if (exitCode === 0) return true;
  process.stderr.write(`SKIPPED: the tests that use ${name}, which is not installed.\n`);
  return false;
}

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>streamkit</groupId>
  <artifactId>sqlite3</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.xerial</groupId>
      <artifactId>sqlite-jdbc</artifactId>
      <version>3.50.3.0</version>
    </dependency>
  </dependencies>
</project>
`;

/**
 * Puts a `sqlite3` program into a folder unless it is installed: a script that runs SQLite's JDBC driver, which Maven
 * downloads.
 * @param bin a folder on the tests' PATH
 */
export async function provideSqlite3(bin: string): Promise<void> {
  const { exitCode } = await execa('sqlite3', ['-version'], { reject: false });
  if (exitCode === 0) return;
  const project = join(bin, 'sqlite-jdbc');
  await mkdir(project, { recursive: true });
  await writeFile(join(project, 'pom.xml'), pom);
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
  await execa('mvn', ['--batch-mode', '--quiet', goal, '-DoutputDirectory=jars'], { cwd: project });
  const program = resolve('test/support/Sqlite3.java');
  const script = join(bin, 'sqlite3');
  await writeFile(
    script,
    `#!/bin/sh\nLC_ALL=C.UTF-8 exec java -Xshare:auto -XX:TieredStopAtLevel=1 -cp "${project}/jars/*" "${program}" "$@"\n`,
  );
  await chmod(script, 0o755);
}
