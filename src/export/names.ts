import { createHash } from 'node:crypto';

/** Longest DNS label, and longest DNS subdomain. */
const longestLabel = 63;
const longestName = 253;

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const isLabel = new RegExp(`^${label}$`);
const isName = new RegExp(`^${label}(\\.${label})*$`);

/**
 * A name that is valid in Kubernetes. A changed one ends with a hash of the original, so that it depends on nothing else:
 * a name that changed with the next export would make Kubernetes delete and recreate the object, with its data.
 */
export function labelName(text: string, longest = longestLabel): string {
  return text.length <= longest && isLabel.test(text) ? text : hashed(text, longest);
}

/** The same for names that may contain dots, such as those of topics. */
export function objectName(text: string): string {
  return text.length <= longestName && isName.test(text) ? text : hashed(text, longestName);
}

/** An environment variable, and key of a Secret, for a setting of a connector. */
export function variableName(connector: string, setting: string): string {
  const upper = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, '_');
  const name = `CONNECTOR_${upper(connector)}__${upper(setting)}`;
  const isOrdinary = /^[a-z0-9-]+$/.test(connector) && /^[a-z0-9.]+$/.test(setting);
  return isOrdinary ? name : `${name}_${hashOf(`${connector} ${setting}`)}`;
}

/** An identifier of Terraform. */
export function terraformName(text: string): string {
  if (/^[A-Za-z_][\w-]*$/.test(text)) return text;
  return `${text.replace(/^(?=[^A-Za-z_])/, '_').replace(/[^\w-]/g, '_')}_${hashOf(text)}`;
}

function hashed(text: string, longest: number): string {
  const hash = hashOf(text);
  const base = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest - hash.length - 1)
    .replace(/^-+|-+$/g, '');
  // A name may have to start with a letter.
  return base === '' ? `x-${hash}` : `${base}-${hash}`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
