import { contextOf } from '../../shared/access.js';
import { messageOf, StreamkitError } from '../../shared/errors.js';
import { suggest } from '../../shared/suggestion.js';
import { isConnectionError, protocolError, rootOf } from './failure.js';
import { signInSteps } from './sign-in.js';

/**
 * Why a client could not connect to the brokers of a context: the step that fails, and how. The connection is tried again
 * step by step, since the client's own errors do not say.
 * @returns the error itself for a stack of this machine, or when another attempt finds nothing wrong
 */
export async function explainSignIn(error: unknown, brokers: string): Promise<unknown> {
  const context = contextOf(brokers);
  if (context === undefined || error instanceof StreamkitError) return error;
  const root = rootOf(error);
  const isSasl =
    protocolError(root) === 'UNSUPPORTED_SASL_MECHANISM' ||
    (root instanceof Error && root.name === 'KafkaJSSASLAuthenticationError');
  if (!isSasl && !isConnectionError(root)) return error;
  const suggestions = [suggest('Show each step', 'context', 'test', context)];
  const failed = (await signInSteps(brokers)).find(({ ok }) => !ok);
  if (failed) {
    const text = `${failed.step} failed for ${failed.broker}: ${failed.message}.`;
    const unreachable = failed.step === 'TCP' || failed.step === 'name resolution';
    return new StreamkitError(unreachable ? 'SERVICE_UNREACHABLE' : 'SIGN_IN_FAILED', text, {
      suggestions,
      cause: error,
    });
  }
  if (isSasl) {
    return new StreamkitError('SIGN_IN_FAILED', `SASL failed for ${brokers}: ${messageOf(root)}.`, {
      suggestions: ['Check the user name and the password in the file of the context.', ...suggestions],
      cause: error,
    });
  }
  // With TLS 1.3 a broker looks at the client's certificate after the handshake.
  const [, alert] = /alert ([a-z ]*certificate[a-z ]*):.*SSL alert number/.exec(messageOf(root)) ?? [];
  if (alert !== undefined) {
    const text = `TLS failed for ${brokers}: the broker refused the client certificate, or expects one (${alert}).`;
    return new StreamkitError('SIGN_IN_FAILED', text, { suggestions, cause: error });
  }
  const text = `The brokers of context ${context} do not respond: ${messageOf(root)}.`;
  return new StreamkitError('SERVICE_UNREACHABLE', text, { suggestions, cause: error });
}
