import type { Observation } from '../../engines/engine.js';
import { servicesOf, stackOf, type Session } from '../../stack/session.js';
import { status, type ServiceStatus } from '../../stack/status.js';
import type { ServiceDefinition } from '../../services/types.js';
import { Rates } from './rates.js';
import type { WatchedService } from './types.js';

/** Each probe logs in to MySQL and Hive: not every second. */
const probeEveryMs = 5000;
const cpuWindowMs = 4000;

/** Samples processes each time, and asks services whether they are ready when one changed, and every 5 seconds. */
export class ServicesSource {
  private probed: { at: number; services: ServiceStatus[] } | undefined;
  private readonly cpuRates = new Rates(cpuWindowMs);

  async sample(session: Session): Promise<WatchedService[]> {
    const stack = stackOf(session, session.record);
    const services = servicesOf(session);
    const observed = session.record ? await session.engine.observe(stack, services) : [];
    const cpu = session.record ? await session.engine.cpuSeconds?.(stack, services) : undefined;
    const now = Date.now();
    const probed = await this.probe(session, observed, now);
    return services.map((service) =>
      this.watched(session, service, observed, probed, cpu?.[service.name], now),
    );
  }

  private async probe(session: Session, observed: Observation[], now: number): Promise<ServiceStatus[]> {
    const last = this.probed;
    const changed = observed.some(({ service, state, pid }) => {
      const before = last?.services.find(({ name }) => name === service);
      if (state !== 'running') return before?.state === 'up' || before?.state === 'starting';
      return before?.pid !== pid || before?.state !== 'up';
    });
    if (last && !changed && now - last.at < probeEveryMs) return last.services;
    const { services } = await status(session, { memory: session.record !== undefined });
    this.probed = { at: now, services };
    return services;
  }

  private watched(
    session: Session,
    service: ServiceDefinition,
    observed: Observation[],
    probed: ServiceStatus[],
    cpuSeconds: number | undefined,
    now: number,
  ): WatchedService {
    const { name, title, version, needs } = service;
    const seen = observed.find((one) => one.service === name);
    const {
      state = 'down',
      reason,
      endpoints = {},
      pid,
      memoryBytes,
      startedInMs,
    } = probed.find((one) => one.name === name) ?? {};
    const kept = session.record?.ports[name] ?? {};
    return {
      name,
      title,
      version,
      needs,
      state,
      endpoints,
      ports: Object.entries(kept).map(([port, number]) => ({ name: port, port: number })),
      ...(reason === undefined ? {} : { reason }),
      ...(pid === undefined ? {} : { pid }),
      ...(seen?.startedAt === undefined ? {} : { startedAt: seen.startedAt.getTime() }),
      ...(startedInMs === undefined ? {} : { startedInMs }),
      ...(memoryBytes === undefined ? {} : { memoryBytes }),
      ...(cpuSeconds === undefined ? {} : { cpuPercent: 100 * this.cpuRates.add(name, now, cpuSeconds) }),
    };
  }
}
