import { propertiesFile } from '../settings/properties.js';
import { kafkaClientSettings, type StackSecurity } from '../settings/security.js';
import type { ContainerContext, ContainerFile, ContainerRecipe } from '../docker-recipe.js';
import { propertiesAsEnvironment } from './confluent.js';

const folder = '/run/streamkit';

/** The files of a secured stack, by their paths in its containers. */
export const securedFiles = {
  ca: `${folder}/ca.crt`,
  serverStore: `${folder}/server.pem`,
  keyStore: `${folder}/server.p12`,
  trustStore: `${folder}/trust.p12`,
  /** For Kafka's own tools in a container; they sign in as the super user. */
  adminProperties: `${folder}/admin.properties`,
  secrets: `${folder}/secrets.sh`,
  folder,
};

/** The user of Apache's and Confluent's images. */
export const imageUser = 1000;

/**
 * The command of a container that has passwords in its environment: they come from a file, so that `docker inspect` does not
 * show them.
 * @param steps lines of bash; the last one becomes the process
 */
export function commandWithSecrets(...steps: string[]): string[] {
  return ['bash', '-c', ['set -e', `. ${securedFiles.secrets}`, ...steps].join('\n')];
}

/** That file. @param properties letters, digits and punctuation without single quotes */
export function secretsFile(
  prefix: string,
  properties: Record<string, string>,
  owner: ContainerFile['owner'],
): ContainerFile {
  const lines = Object.entries(propertiesAsEnvironment(prefix, properties)).map(
    ([name, value]) => `export ${name}='${value}'\n`,
  );
  return { path: securedFiles.secrets, text: lines.join(''), owner };
}

export function caFile({ caFile: copyOf }: StackSecurity): ContainerFile {
  return { path: securedFiles.ca, copyOf, owner: 0, isPublic: true };
}

/** How a client in a container signs in as the super user; what contains the password is separate. */
export function adminLogin({ security }: ContainerContext, prefix = '') {
  if (!security) return { open: {}, secret: {} };
  const login = `${prefix}sasl.jaas.config`;
  const { [login]: password = '', ...open } = kafkaClientSettings(
    { caFile: securedFiles.ca },
    security.admin,
    prefix,
  );
  return { open, secret: { [login]: password } };
}

export function adminProperties({ admin }: StackSecurity): ContainerFile {
  const settings = kafkaClientSettings({ caFile: securedFiles.ca }, admin);
  return { path: securedFiles.adminProperties, text: propertiesFile(settings), owner: imageUser };
}

/** The certificate of an HTTP server. @param prefix of its settings, such as `listeners.https.` */
export function httpsSettings({ security }: ContainerContext, prefix: string) {
  if (!security) return { open: {}, secret: {} };
  return {
    open: {
      [`${prefix}ssl.keystore.type`]: 'PKCS12',
      [`${prefix}ssl.keystore.location`]: securedFiles.keyStore,
    },
    secret: {
      [`${prefix}ssl.keystore.password`]: security.keyStorePassword,
      [`${prefix}ssl.key.password`]: security.keyStorePassword,
    },
  };
}

/**
 * Containers of Confluent's with an HTTP server.
 * @param prefix of their variables
 * @param secrets the settings that come from a file
 */
export function httpsContainers(
  containers: ContainerRecipe[],
  prefix: string,
  owner: ContainerFile['owner'],
  secrets: (context: ContainerContext) => Record<string, string>,
): ContainerRecipe[] {
  return containers.map((container) => ({
    ...container,
    command: commandWithSecrets('exec /etc/confluent/docker/run'),
    files: (context) => {
      const { security } = context;
      if (!security) return [];
      return [
        caFile(security),
        { path: securedFiles.keyStore, copyOf: security.keyStore, owner },
        { path: securedFiles.trustStore, copyOf: security.trustStore, owner: 0, isPublic: true },
        secretsFile(prefix, secrets(context), owner),
      ];
    },
  }));
}

/** The same request by HTTPS. @param proof a command with curl */
export function curlWithCa(proof: string[]): string[] {
  const [curl = '', ...rest] = proof;
  return [curl, '--cacert', securedFiles.ca, ...rest.map((part) => part.replace(/^http:/, 'https:'))];
}
