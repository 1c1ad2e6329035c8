import type { ContainerContext, ContainerFile, DockerRecipe } from '../docker-recipe.js';
import { loginSetting, userForConfigs, users, usersForFormat } from '../settings/kafka-security.js';
import { propertiesFile } from '../settings/properties.js';
import { scramLogin } from '../settings/security.js';
import { dataFolder, kraftKafkaInDocker, kraftSettings, zookeeperKafkaInDocker } from './kafka.js';
import {
  adminProperties,
  caFile,
  commandWithSecrets,
  imageUser,
  secretsFile,
  securedFiles,
} from './secured.js';

const usersFolder = `${securedFiles.folder}/users`;
const usersFile = `${securedFiles.folder}/users.args`;
const formatFile = `${securedFiles.folder}/format.properties`;

/** Its users exist before the first start: a broker signs in to other brokers as one of them. */
export const securedKraftInDocker: DockerRecipe = secured(
  kraftKafkaInDocker,
  [
    `if [ ! -e ${dataFolder}/meta.properties ]; then`,
    `  /opt/kafka/bin/kafka-storage.sh format --cluster-id "$CLUSTER_ID" -c ${formatFile} @${usersFile}`,
    'fi',
    // It formats as well, and accepts storage that is formatted.
    'exec /etc/kafka/docker/run',
  ],
  (context) => [
    { path: usersFile, text: usersForFormat(context), owner: imageUser },
    { path: formatFile, text: propertiesFile(kraftSettings(context)), owner: imageUser },
  ],
);

export const securedZookeeperKafkaInDocker: DockerRecipe = secured(
  zookeeperKafkaInDocker,
  [
    `if [ ! -e ${dataFolder}/users-created ]; then`,
    `  for file in ${usersFolder}/*; do`,
    '    kafka-configs --zookeeper "$KAFKA_ZOOKEEPER_CONNECT" --alter --entity-type users \\',
    '      --entity-name "${file##*/}" --add-config-file "$file"',
    '  done',
    `  touch ${dataFolder}/users-created`,
    'fi',
    'exec /etc/confluent/docker/run',
  ],
  (context) =>
    users(context).map((one) => ({
      path: `${usersFolder}/${one.user}`,
      text: userForConfigs(one),
      owner: imageUser,
    })),
);

/** @param start lines of bash that create the users and run what the image runs @param files that they read */
function secured(
  recipe: DockerRecipe,
  start: string[],
  files: (context: ContainerContext) => ContainerFile[],
): DockerRecipe {
  return {
    ...recipe,
    containers: recipe.containers.map((container) => ({
      ...container,
      command: commandWithSecrets(...start),
      files: (context) => [...brokerFiles(context), ...files(context)],
    })),
    proof: [...recipe.proof, '--command-config', securedFiles.adminProperties],
  };
}

function brokerFiles({ security }: ContainerContext): ContainerFile[] {
  if (!security) return [];
  const { admin, serverStore } = security;
  return [
    caFile(security),
    { path: securedFiles.serverStore, copyOf: serverStore, owner: imageUser },
    adminProperties(security),
    secretsFile('KAFKA', { [loginSetting('internal')]: scramLogin(admin) }, imageUser),
  ];
}
