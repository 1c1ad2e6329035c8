import { pathToFileURL } from 'node:url';
import { propertyValue } from '../../shared/property-value.js';
import type { Address } from '../types.js';

/** Java .properties text. Values are escaped by java.util.Properties' rules; keys are ours and need none. */
export function propertiesFile(entries: Record<string, string | number | boolean>): string {
  return Object.entries(entries)
    .map(([key, value]) => `${key}=${propertyValue(String(value))}\n`)
    .join('');
}

/** Addresses as clients and servers of Kafka and ZooKeeper read them: comma-separated. */
export function addressList(addresses: Address[]): string {
  return addresses.map(({ host, port }) => `${host}:${port}`).join(',');
}

/** The JVM option that makes log4j 1 read a file; a URL, so that any folder name works. */
export function log4jOption(dir: string): Record<string, string> {
  return { 'log4j.configuration': pathToFileURL(`${dir}/conf/log4j.properties`).href };
}

/** Log to standard output, which the engine keeps, one line a record and its time first. */
export const log4jToStdout = {
  'log4j.rootLogger': 'INFO, stdout',
  'log4j.appender.stdout': 'org.apache.log4j.ConsoleAppender',
  'log4j.appender.stdout.layout': 'org.apache.log4j.PatternLayout',
  'log4j.appender.stdout.layout.ConversionPattern': "%d{yyyy-MM-dd'T'HH:mm:ss.SSSZ} %p %c{1}: %m%n",
};

export const log4jFile = propertiesFile(log4jToStdout);

/** The same for Logback. */
export const logbackFile = `<configuration>
  <appender name="stdout" class="ch.qos.logback.core.ConsoleAppender">
    <encoder><pattern>%d{yyyy-MM-dd'T'HH:mm:ss.SSSZ} %p %logger{0}: %m%n</pattern></encoder>
  </appender>
  <root level="INFO"><appender-ref ref="stdout" /></root>
</configuration>
`;
