/** Confluent Platform's version; its 7.9 line is the last one whose Kafka (3.9) runs beside ZooKeeper. */
export const confluentVersion = '7.9.9';

/**
 * `a.b.c` as `PREFIX_A_B_C`: how Confluent's and Apache's images take properties from their environment. They read two
 * underscores as one, and three as a dash.
 */
export function propertiesAsEnvironment(
  prefix: string,
  properties: Record<string, string | number | boolean>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      `${prefix}_${name.toUpperCase().replaceAll('_', '__').replaceAll('-', '___').replaceAll('.', '_')}`,
      String(value),
    ]),
  );
}
