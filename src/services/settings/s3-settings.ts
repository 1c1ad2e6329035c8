import { propertiesFile } from './properties.js';

/** The one account of a stack's S3 server; its key is the stack's secret. */
export const s3User = 'streamkit';

/** S3 clients need one; the server accepts any. */
export const s3Region = 'us-east-1';

/** S3Proxy's own settings. @param listener where it listens @param buckets the folder that holds a folder per bucket */
export function s3Settings(listener: string, buckets: string, secret: string): string {
  return propertiesFile({
    's3proxy.endpoint': listener,
    's3proxy.authorization': 'aws-v2-or-v4',
    's3proxy.identity': s3User,
    's3proxy.credential': secret,
    'jclouds.provider': 'filesystem-nio2',
    'jclouds.filesystem.basedir': buckets,
  });
}

/** Files for clients on this machine, by path below the service's folder; only the user may read them. */
export function s3ClientFiles({ secret }: { secret: string }): Record<string, string> {
  return {
    // As the AWS CLI and the SDKs read it (AWS_SHARED_CREDENTIALS_FILE).
    'conf/credentials': `[default]\naws_access_key_id = ${s3User}\naws_secret_access_key = ${secret}\n`,
  };
}
