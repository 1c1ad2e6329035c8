import type { Acl } from '../../kafka/acls/acl.js';
import { createAcls, deleteAcls } from '../../kafka/acls/acls.js';
import { produce } from '../../kafka/produce/produce.js';
import { createTopic } from '../../kafka/topics/create-topic.js';
import { listTopics } from '../../kafka/topics/topics.js';
import { accessOf } from '../../services/settings/kafka-security.js';
import type { Credentials, StackSecurity } from '../../services/settings/security.js';
import { grantAccess } from '../../shared/access.js';
import { messageOf, StreamkitError, type ErrorCode } from '../../shared/errors.js';
import { endpointOf } from '../../stack/endpoint.js';
import { stackOf, type Session } from '../../stack/session.js';
import { startOwnStack } from '../own-stack.js';
import { expect, type Pipeline } from '../pipeline.js';
import { allValues } from '../read-topic.js';

const topic = 'payments';
const values = ['one', 'two'];
const records = values.map((value) => ({ key: null, value: Buffer.from(value) }));

/** TLS, SCRAM and ACLs on a secured stack of its own. */
export const secure: Pipeline = {
  name: 'secure',
  promise:
    'without TLS, a password or a permission a client is refused; granted, it works; revoked, it is refused',
  needs: [],
  steps(context) {
    let stack = context.session;
    let admin = '';
    /** The brokers' address for the second user: a name that the certificate has as well. */
    const second = () => admin.replaceAll('127.0.0.1', 'localhost');
    const permission = (operation: string): Acl => ({
      principal: `User:${securityOf(stack).app.user}`,
      host: '*',
      operation,
      permission: 'ALLOW',
      resourceType: 'TOPIC',
      resourceName: topic,
      patternType: 'LITERAL',
    });
    const write = async (signal: AbortSignal) => produce(second(), { topic, records: [records], signal });

    return [
      {
        name: 'a stack with TLS, SCRAM-SHA-512 and an authorizer',
        limitSeconds: 300,
        async run(signal) {
          const options = { services: ['kafka'], secure: true };
          stack = await startOwnStack(context, `secure-${context.id}`, options, signal);
          admin = endpointOf(stack, 'kafka');
          await createTopic(admin, { name: topic });
          // From its first ACL on, the topic is closed to all but the super user.
          await createAcls(admin, [{ ...permission('READ'), principal: 'User:nobody' }]);
          return admin;
        },
      },
      {
        name: 'a client without TLS is refused',
        async run() {
          grantAccess(second(), async () => Promise.resolve({}), stack.name);
          return refused('SERVICE_UNREACHABLE', async () => listTopics(second()));
        },
      },
      {
        name: 'a wrong password is refused',
        async run() {
          const { app } = securityOf(stack);
          signIn(second(), stack, { ...app, password: 'wrong' });
          return refused('SIGN_IN_FAILED', async () => listTopics(second()));
        },
      },
      {
        name: 'a second user without a permission is refused',
        async run(signal) {
          signIn(second(), stack, securityOf(stack).app);
          return refused('NOT_AUTHORIZED', async () => write(signal));
        },
      },
      {
        name: 'with the permissions it writes and reads',
        async run(signal) {
          await createAcls(admin, [permission('WRITE'), permission('READ')]);
          await write(signal);
          const read = await allValues(second(), topic, signal);
          expect(read.join() === values.join(), `it read ${read.join()}`);
          return `${read.length} records`;
        },
      },
      {
        name: 'without them it is refused again, and the records are unchanged',
        async run(signal) {
          await deleteAcls(admin, [permission('WRITE')], async () => Promise.resolve());
          const why = await refused('NOT_AUTHORIZED', async () => write(signal));
          const read = await allValues(admin, topic, signal);
          expect(read.join() === values.join(), `the topic has ${read.join()}`);
          return why;
        },
      },
    ];
  },
};

function securityOf(stack: Session): StackSecurity {
  const { security } = stackOf(stack, stack.record);
  if (!security) throw new Error('the stack has no certificates');
  return security;
}

/** From now on, clients of this address are this user. */
function signIn(address: string, stack: Session, who: Credentials): void {
  grantAccess(address, async () => accessOf(securityOf(stack), who), stack.name);
}

async function refused(code: ErrorCode, work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof StreamkitError && error.code === code) return messageOf(error);
    throw error;
  }
  throw new Error('it was not refused');
}
