/** What the error catalogue says about Node, Java, Maven and downloads. */
export const setupErrors = {
  NODE_UNFIT: {
    meaning: 'streamkit does not run on this version of Node.',
    causes: ['A Node older than 20.19, such as that of a distribution.'],
    fixes: ['Install Node 22 or 24, and the package again with it.'],
  },
  JAVA_MISSING: {
    meaning:
      'No Java was found. The local engine runs services on the Java of this machine: a JRE is enough for the published package, a checkout and `scaffold` need a JDK.',
    causes: [
      'No Java is installed.',
      '`JAVA_HOME` points to a folder without a Java, and `java` is not on the `PATH`.',
    ],
    fixes: ['Install a JDK 17 or later and set `JAVA_HOME`.', 'Use containers: `--engine docker`.'],
  },
  JAVA_UNFIT: {
    meaning: 'Java was found, but a service does not run on its version.',
    causes: ['A JDK older than 17.', 'Hadoop and Hive need Java 17 to 23.'],
    fixes: [
      'Install a JDK of the version in the message; the default JDK can stay.',
      'Set `JAVA_HOME` to it.',
    ],
  },
  MAVEN_MISSING: {
    meaning: 'Maven (`mvn`) was not found. The local engine downloads services with it.',
    causes: ['Maven is not installed or not on the `PATH`.'],
    fixes: ['Install Maven 3.6 or later.', 'Use containers: `--engine docker`.'],
  },
  DOWNLOAD_FAILED: {
    meaning: 'Maven could not download the files of a service.',
    causes: [
      'No network, or a proxy that is not configured in `~/.m2/settings.xml`.',
      'A mirror that does not have the artifact.',
      'Maven itself fails, for example because of `MAVEN_OPTS`.',
    ],
    fixes: [
      'Read the last lines of Maven in the message.',
      'Check proxy and mirrors in `~/.m2/settings.xml`, and run the command again. Finished downloads are kept.',
    ],
  },
};
