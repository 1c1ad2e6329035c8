/** What the error catalogue says about connecting and signing in. */
export const connectionErrors = {
  CONTEXT_READ_ONLY: {
    meaning: 'The command would change a remote cluster, and contexts are read-only by default.',
    causes: ['A context is selected by a flag, STREAMKIT_CONTEXT, streamkit.yml or `streamkit context use`.'],
    fixes: ['Add `--allow-write` for this command, or `readOnly: false` to the context.'],
  },
  SIGN_IN_FAILED: {
    meaning: 'A client could not sign in. The message names the step: name resolution, TCP, TLS or SASL.',
    causes: [
      'A certificate that is expired, of an unknown authority, or for another name.',
      'A wrong user name or password, or a SASL mechanism that the broker does not offer.',
    ],
    fixes: ['Show each step for each broker: `streamkit context test NAME`.'],
  },
  NOT_AUTHORIZED: {
    meaning: 'The user is signed in, but has no permission for the operation on the resource.',
    causes: ['An ACL is missing, or one denies the operation.'],
    fixes: ['Ask the administrator of the cluster for the permission.'],
  },
  SERVICE_UNREACHABLE: {
    meaning: 'A service did not respond, or its response is not that of the expected service.',
    causes: ['The service is not running, or it is suspended.', 'Another program uses its port.'],
    fixes: [
      'Start it: `streamkit up SERVICE`.',
      'Check it: `streamkit status` and `streamkit doctor --deep`.',
    ],
  },
};
