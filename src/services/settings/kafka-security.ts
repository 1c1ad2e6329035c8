import { readFile } from 'node:fs/promises';
import type { Access } from '../../shared/access.js';
import type { ClientPlace, ClientSettings } from './clients.js';
import {
  clientPropertiesFile,
  kafkaClientSettings,
  saslMechanism,
  scramLogin,
  type Credentials,
  type StackSecurity,
} from './security.js';
import type { RecipeContext } from '../types.js';

export { saslMechanism };

/** The name in the certificate, by which brokers and controllers know each other. */
export const certificateName = 'CN=streamkit';

/**
 * What a broker of a secured stack adds: TLS and SASL for clients and other brokers, client certificates for controllers, and
 * ACLs.
 */
export function securitySettings({ security }: RecipeContext, authorizer: string): Record<string, string> {
  if (!security) return {};
  return {
    'listener.security.protocol.map': 'SASL_SSL:SASL_SSL,CONTROLLER:SSL',
    'inter.broker.listener.name': 'SASL_SSL',
    [loginSetting('sasl_ssl')]: scramLogin(security.admin),
    ...securedBroker(security, authorizer),
  };
}

/**
 * The same on every engine. A resource without ACLs is open to every user who signed in, so that programs work before there
 * are any.
 */
export function securedBroker(
  { caFile, serverStore, admin }: Pick<StackSecurity, 'caFile' | 'serverStore' | 'admin'>,
  authorizer: string,
): Record<string, string> {
  return {
    'sasl.mechanism.inter.broker.protocol': saslMechanism,
    'sasl.enabled.mechanisms': saslMechanism,
    'listener.name.controller.ssl.client.auth': 'required',
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': serverStore,
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': caFile,
    'authorizer.class.name': authorizer,
    'super.users': `User:${admin.user};User:${certificateName}`,
    'allow.everyone.if.no.acl.found': 'true',
  };
}

/** The setting with which a listener's broker signs in to other brokers, and accepts logins. */
export function loginSetting(listener: string): string {
  return `listener.name.${listener}.${saslMechanism.toLowerCase()}.sasl.jaas.config`;
}

/** All users of the stack. */
export function users({ security }: Pick<RecipeContext, 'security'>): Credentials[] {
  return security ? [security.admin, security.app] : [];
}

/** Arguments of `kafka-storage format` that create the users, one per line: passwords are on no command line. */
export function usersForFormat(context: Pick<RecipeContext, 'security'>): string {
  return users(context)
    .map(({ user, password }) => `--add-scram\n${saslMechanism}=[name=${user},password=${password}]\n`)
    .join('');
}

/** A user as `kafka-configs --add-config-file` reads it. */
export function userForConfigs({ password }: Credentials): string {
  return `${saslMechanism}=password=${password}\n`;
}

/** How streamkit itself signs in to a secured stack. */
export async function adminAccess(security: StackSecurity): Promise<Access> {
  return accessOf(security, security.admin);
}

/** How a user signs in to the brokers of a secured stack. */
export async function accessOf(
  { caFile }: Pick<StackSecurity, 'caFile'>,
  { user, password }: Credentials,
): Promise<Access> {
  return {
    tls: { ca: await readFile(caFile) },
    sasl: { mechanism: 'scram-sha-512', username: user, password },
    principal: `User:${user}`,
  };
}

/** How programs reach the brokers, and sign in to a secured stack. */
export function kafkaClients({ endpoint, security, secrets }: ClientPlace): Partial<ClientSettings> {
  const login = security && securedSettings(security, secrets);
  return {
    variables: { KAFKA_BOOTSTRAP_SERVERS: endpoint, ...login?.variables },
    properties: { 'bootstrap.servers': endpoint, ...login?.properties },
    spring: {
      'spring.kafka.bootstrap-servers': endpoint,
      ...Object.fromEntries(
        Object.entries(login?.properties ?? {}).map(([key, value]) => [
          `spring.kafka.properties.${key}`,
          value,
        ]),
      ),
    },
  };
}

/** How programs sign in to a secured stack; without secrets they read the file that KAFKA_CLIENT_PROPERTIES names. */
function securedSettings(security: StackSecurity, secrets: boolean) {
  const { app, caFile } = security;
  const { 'sasl.jaas.config': login = '', ...open } = kafkaClientSettings(security, app);
  return {
    variables: {
      KAFKA_SECURITY_PROTOCOL: 'SASL_SSL',
      KAFKA_SASL_MECHANISM: saslMechanism,
      KAFKA_SASL_USERNAME: app.user,
      ...(secrets ? { KAFKA_SASL_PASSWORD: app.password } : {}),
      KAFKA_CA_FILE: caFile,
      KAFKA_CLIENT_PROPERTIES: clientPropertiesFile(security, 'client'),
    },
    properties: { ...open, ...(secrets ? { 'sasl.jaas.config': login } : {}) },
  };
}
