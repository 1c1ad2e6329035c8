import type { Admin } from 'kafkajs';

/** An admin client, or a broker. */
export type ConfigReader = Pick<Admin, 'describeConfigs'>;

/** The configs that were set on each topic itself, by topic. Defaults and the broker's own are not among them. */
export async function topicConfigs(
  admin: ConfigReader,
  topics: string[],
): Promise<Map<string, Record<string, string>>> {
  const { ConfigSource } = (await import('kafkajs')).default;
  return describe(admin, topics, ({ configSource }) => configSource === ConfigSource.TOPIC_CONFIG);
}

/** One config of a topic as it is in force, wherever it was set. */
export async function effectiveConfig(
  admin: ConfigReader,
  topic: string,
  name: string,
): Promise<string | undefined> {
  const configs = await describe(admin, [topic], (entry) => entry.configName === name);
  return configs.get(topic)?.[name];
}

type Entry = Awaited<ReturnType<Admin['describeConfigs']>>['resources'][number]['configEntries'][number];

async function describe(admin: ConfigReader, topics: string[], wanted: (entry: Entry) => boolean) {
  const { ConfigResourceTypes } = (await import('kafkajs')).default;
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: topics.map((name) => ({ type: ConfigResourceTypes.TOPIC, name })),
  });
  return new Map(
    resources.map(({ resourceName, configEntries }) => [
      resourceName,
      Object.fromEntries(
        configEntries.filter(wanted).map(({ configName, configValue }) => [configName, configValue]),
      ),
    ]),
  );
}
