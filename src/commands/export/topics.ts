import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { contextFlag } from '../../cli/flags.js';
import { exportTopics, topicFormats } from '../../export/export-topics.js';
import { writeWhole } from '../../shared/files.js';

export default class ExportTopics extends BaseCommand {
  static override summary = 'Write the topics for Strimzi or Terraform';
  static override description =
    'Writes partitions, replicas and configs of all topics but internal ones. Names that Kubernetes does not allow stay in spec.topicName.';
  static override examples = [
    '<%= config.bin %> export topics --format strimzi',
    '<%= config.bin %> export topics --format terraform --output topics.tf',
  ];
  static override flags = {
    ...contextFlag,
    format: Flags.option({ options: topicFormats, required: true })({
      description: 'KafkaTopic objects, or resources of the provider Mongey/kafka',
    }),
    cluster: Flags.string({
      description: 'name of the Kafka object of Strimzi (default: name of the stack or context)',
      helpValue: 'NAME',
    }),
    output: Flags.string({ char: 'o', description: 'write to a file instead of stdout', helpValue: 'FILE' }),
  };

  async run(): Promise<{ topics: string }> {
    const { flags } = await this.parse(ExportTopics);
    const session = await this.open(flags);
    const topics = await exportTopics(session, flags.format, flags.cluster);
    if (flags.output !== undefined) {
      await writeWhole(flags.output, topics);
      this.logToStderr(`Wrote ${flags.output}.`);
    } else if (!this.jsonEnabled()) process.stdout.write(topics);
    return { topics };
  }
}
