import type { Actual, ActualSchema, Created, Desired, DesiredSchema, ProjectStep } from './types.js';

export function planSchemas({ schemas }: Desired, actual: Actual, created: Created): ProjectStep[] {
  const wanted = inOrder(schemas).map((schema): ProjectStep => {
    const there = actual.schemas.find(({ subject }) => subject === schema.subject);
    return { kind: 'schema', name: schema.subject, ...decide(schema, there) };
  });
  const gone = created.subjects
    .filter((subject) => !schemas.some((one) => one.subject === subject))
    .filter((subject) => actual.schemas.some((one) => one.subject === subject))
    .map((name): ProjectStep => ({
      kind: 'schema',
      name,
      action: 'delete',
      reason: 'it is no longer in streamkit.yml',
    }));
  return [...wanted, ...gone];
}

function decide(
  { compatibility, type }: DesiredSchema,
  there: ActualSchema | undefined,
): Pick<ProjectStep, 'action' | 'reason'> {
  const level =
    compatibility !== undefined && compatibility !== there?.compatibility ? compatibility : undefined;
  if (!there) return { action: 'create', reason: `${type}${level === undefined ? '' : `, ${level}`}` };
  if (!there.registered && level === undefined && there.incompatible.length > 0) {
    const why = there.incompatible.join('; ');
    return { action: 'refuse', reason: `it is not compatible (${there.compatibility}): ${why}` };
  }
  const changes = [
    ...(level === undefined ? [] : [`compatibility ${there.compatibility} → ${level}`]),
    ...(there.registered ? [] : ['a new version']),
  ];
  return changes.length === 0
    ? { action: 'keep', reason: 'it is registered' }
    : { action: 'change', reason: changes.join(', ') };
}

/** Schemas after those that they refer to. A circle is left as it is: the registry refuses it. Pure. */
export function inOrder(schemas: DesiredSchema[]): DesiredSchema[] {
  const ordered: DesiredSchema[] = [];
  const visited = new Set<string>();
  const visit = (schema: DesiredSchema) => {
    if (visited.has(schema.subject)) return;
    visited.add(schema.subject);
    for (const { subject } of schema.references) {
      const other = schemas.find((one) => one.subject === subject);
      if (other) visit(other);
    }
    ordered.push(schema);
  };
  schemas.forEach(visit);
  return ordered;
}
