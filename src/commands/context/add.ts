import { resolve } from 'node:path';
import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import type { ContextSecurity } from '../../contexts/store.js';
import { openHome } from '../../shared/home.js';

const path = (value: string | undefined) => (value === undefined ? undefined : resolve(value));

/** Without the entries that have no value. */
function given<Fields extends object>(fields: Fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Fields]: Exclude<Fields[Key], undefined>;
  };
}

export default class ContextAdd extends BaseCommand {
  static override summary = 'Add a context';
  static override description =
    'Passwords, client secrets and tokens are read from an environment variable, a file or a command whenever they are needed.';
  static override examples = [
    '<%= config.bin %> context add staging --bootstrap-servers broker1:9092,broker2:9092',
    '<%= config.bin %> context add production --bootstrap-servers broker:9093 --security-protocol sasl_ssl --sasl-mechanism scram-sha-512 --username alice --password-env KAFKA_PASSWORD --ca ca.crt --registry https://registry:8081',
  ];
  static override args = {
    name: Args.string({ description: 'name of the context', required: true }),
  };
  static override flags = {
    'bootstrap-servers': Flags.string({
      description: 'addresses of brokers',
      required: true,
      helpValue: 'HOST:PORT,…',
    }),
    'security-protocol': Flags.option({
      options: ['plaintext', 'ssl', 'sasl_plaintext', 'sasl_ssl'] as const,
    })({
      description: 'as in Kafka',
      default: 'plaintext',
    }),
    'sasl-mechanism': Flags.option({
      options: ['plain', 'scram-sha-256', 'scram-sha-512', 'oauthbearer'] as const,
    })({ description: 'how to sign in' }),
    username: Flags.string({ description: 'user name for SASL' }),
    'password-env': Flags.string({
      description: 'environment variable with the password or client secret',
      helpValue: 'NAME',
    }),
    'password-file': Flags.string({
      description: 'file with the password or client secret',
      helpValue: 'FILE',
    }),
    'password-command': Flags.string({
      description: 'command that prints the password or client secret; words are separated by spaces',
      helpValue: 'COMMAND',
    }),
    'token-url': Flags.string({ description: 'token endpoint for OAUTHBEARER', helpValue: 'URL' }),
    'client-id': Flags.string({ description: 'client id for the token endpoint' }),
    scope: Flags.string({ description: 'scope for the token endpoint' }),
    'token-command': Flags.string({ description: 'command that prints a token', helpValue: 'COMMAND' }),
    ca: Flags.string({ description: 'PEM file of the certificate authority', helpValue: 'FILE' }),
    cert: Flags.string({ description: 'PEM file of the client certificate', helpValue: 'FILE' }),
    key: Flags.string({ description: 'PEM file of its private key', helpValue: 'FILE' }),
    registry: Flags.string({ description: 'URL of the Schema Registry', helpValue: 'URL' }),
    'registry-user': Flags.string({
      description: 'user name for the Schema Registry, with the same password',
    }),
    connect: Flags.string({ description: 'URL of Kafka Connect', helpValue: 'URL' }),
    nimbus: Flags.string({ description: 'address of Storm Nimbus', helpValue: 'HOST:PORT' }),
    flink: Flags.string({ description: "URL of Flink's REST API", helpValue: 'URL' }),
    'no-read-only': Flags.boolean({ description: 'allow changes without --allow-write' }),
    replace: Flags.boolean({ description: 'overwrite an existing context' }),
  };

  async run(): Promise<{ context: string }> {
    const { args, flags } = await this.parse(ContextAdd);
    const { addContext } = await import('../../contexts/add-context.js');
    const words = (command: string | undefined) => command?.split(' ').filter((word) => word !== '');
    const security = given({
      protocol: flags['security-protocol'],
      mechanism: flags['sasl-mechanism'],
      username: flags.username,
      passwordEnvironment: flags['password-env'],
      passwordFile: path(flags['password-file']),
      passwordCommand: words(flags['password-command']),
      tokenUrl: flags['token-url'],
      clientId: flags['client-id'],
      scope: flags.scope,
      tokenCommand: words(flags['token-command']),
      ca: path(flags.ca),
      cert: path(flags.cert),
      key: path(flags.key),
    }) satisfies ContextSecurity;
    const entry = given({
      bootstrapServers: flags['bootstrap-servers'],
      security,
      schemaRegistry: flags.registry,
      registryUser: flags['registry-user'],
      connect: flags.connect,
      nimbus: flags.nimbus,
      flink: flags.flink,
      readOnly: flags['no-read-only'] ? false : undefined,
    });
    await addContext(openHome(process.env), args.name, entry, flags.replace);
    this.log(`Added the context ${args.name}.`);
    return { context: args.name };
  }
}
