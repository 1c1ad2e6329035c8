/** A file in a Maven repository. */
export interface Coordinates {
  group: string;
  artifact: string;
  version: string;
  /** `jar` unless given. */
  extension?: string;
  classifier?: string;
}

const word = '[A-Za-z0-9_.-]+';
const form = new RegExp(`^(${word}):(${word}):(${word})(?::(${word}))?(?::(${word}))?$`);

/**
 * Parses GROUP:ARTIFACT:VERSION[:EXTENSION[:CLASSIFIER]], Maven's own order for `dependency:get`.
 * @returns undefined for text of another form
 */
export function parseCoordinates(text: string): Coordinates | undefined {
  const [, group, artifact, version, extension, classifier] = form.exec(text) ?? [];
  if (group === undefined || artifact === undefined || version === undefined) return undefined;
  return {
    group,
    artifact,
    version,
    ...(extension === undefined ? {} : { extension }),
    ...(classifier === undefined ? {} : { classifier }),
  };
}

export function coordinatesText({ group, artifact, version, extension, classifier }: Coordinates): string {
  return [group, artifact, version, extension, classifier].filter(Boolean).join(':');
}
