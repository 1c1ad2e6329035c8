import { junitXml } from './junit.js';
import type { DrillResult } from '../../drill/result.js';

/** The result as JUnit XML: one suite, one case per promise. */
export function drillJunit({ drill, fault, victims, seconds, promises, broken }: DrillResult): string {
  const steps = promises.map(({ name, kept, observed }, index) => ({
    name,
    status: kept ? ('passed' as const) : ('failed' as const),
    // The promises are judged together; the first one stands for the whole time.
    seconds: index === 0 ? seconds : 0,
    ...(kept ? { seen: observed } : { error: observed }),
  }));
  const name = `drill ${drill}, ${fault} ${victims.join(', ')}`;
  const status = broken === 0 ? ('passed' as const) : ('failed' as const);
  return junitXml({ seconds, pipelines: [{ name, status, seconds, steps }] }, 'streamkit drill');
}
