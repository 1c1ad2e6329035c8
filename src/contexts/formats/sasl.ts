import type { Suggestion } from '../../shared/suggestion.js';
import type { ClusterSasl, Secret } from '../types.js';
import { sourceProblem } from './problem.js';

export interface SaslFields {
  mechanism: string;
  username?: string | undefined;
  password?: Secret | undefined;
  token?: Secret | undefined;
  tokenUrl?: string | undefined;
  clientId?: string | undefined;
  clientSecret?: Secret | undefined;
  scope?: string | undefined;
  /** For the error when one is missing: where the format has them. */
  where?: Suggestion;
}

const names: Record<string, ClusterSasl['mechanism']> = {
  plain: 'plain',
  plaintext: 'plain',
  scramsha256: 'scram-sha-256',
  scramsha512: 'scram-sha-512',
  oauth: 'oauthbearer',
  oauthbearer: 'oauthbearer',
};

/**
 * A sign-in from the fields of any format. @param file for errors
 * @throws StreamkitError CONFIG_INVALID for a mechanism that streamkit does not speak, or a field that is missing
 */
export function saslOf(file: string, fields: SaslFields): ClusterSasl {
  const mechanism = names[fields.mechanism.toLowerCase().replace(/[-_]/g, '')];
  if (!mechanism) {
    throw sourceProblem(file, `SASL mechanism ${fields.mechanism} is not supported`, [
      'streamkit supports PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 and OAUTHBEARER.',
    ]);
  }
  const required = <Value>(name: string, value: Value | undefined): Value => {
    if (value !== undefined && value !== '') return value;
    const { where } = fields;
    throw sourceProblem(file, `${fields.mechanism} needs ${name}`, where === undefined ? [] : [where]);
  };
  if (mechanism !== 'oauthbearer') {
    const username = required('a user name', fields.username);
    return { mechanism, username, password: required('a password', fields.password) };
  }
  if (fields.token !== undefined) return { mechanism, token: fields.token };
  return {
    mechanism,
    tokenUrl: required('the URL of a token endpoint', fields.tokenUrl),
    clientId: required('a client id', fields.clientId),
    clientSecret: required('a client secret', fields.clientSecret),
    ...(fields.scope !== undefined && { scope: fields.scope }),
  };
}
