import { pathToFileURL } from 'node:url';
import { propertiesFile } from './settings/properties.js';

/** Java releases that Hadoop 3.4 runs on: from 24 on `Subject.getSubject`, which its logins need, is gone (JEP 486). */
export const hadoopJava = { min: 17, max: 23 };

/** A Hadoop or Hive site file: XML with one property an entry. */
export function siteFile(entries: Record<string, string | number | boolean>): string {
  const properties = Object.entries(entries).map(
    ([name, value]) => `  <property><name>${name}</name><value>${escape(String(value))}</value></property>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<configuration>\n${properties.join('')}</configuration>\n`;
}

/**
 * Seconds between a DataNode's heartbeats. A file that a killed writer left open is closed by what the answer to one says;
 * a try that comes before the DataNode has reported the file's block is lost, and the next one is made 30 of them later.
 */
export const heartbeat = { 'dfs.heartbeat.interval': 1 };

/** A folder of this machine as Hadoop wants it: a URL, so that any folder name works. */
export function folderUrl(path: string): string {
  return pathToFileURL(path).href;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * java.util.logging, which Jersey and DataNucleus use, in the form of the other lines; its warnings are about Hadoop's
 * own classes and say nothing to users.
 */
export const javaLoggingFile = propertiesFile({
  handlers: 'java.util.logging.ConsoleHandler',
  '.level': 'SEVERE',
  'java.util.logging.SimpleFormatter.format': '%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s: %5$s%6$s%n',
});

export function javaLoggingOption(dir: string): Record<string, string> {
  return { 'java.util.logging.config.file': `${dir}/conf/logging.properties` };
}
