import type { ComponentType, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Empty, Head, type ViewProps } from '../parts/basics.js';
import { Pipeline } from './pipeline/pipeline.js';

type Load = () => Promise<ComponentType<ViewProps>>;

/** Views other than the first one are loaded when they are shown. */
const views: Record<string, { list: Load; one?: Load }> = {
  services: {
    list: async () => (await import('./services.js')).Services,
    one: async () => (await import('./service.js')).Service,
  },
  logs: { list: async () => (await import('./logs.js')).Logs },
  topics: {
    list: async () => (await import('./topics/topics.js')).Topics,
    one: async () => (await import('./topics/topic.js')).Topic,
  },
  groups: {
    list: async () => (await import('./groups.js')).Groups,
    one: async () => (await import('./group.js')).Group,
  },
  schemas: {
    list: async () => (await import('./schemas.js')).Schemas,
    one: async () => (await import('./schema.js')).Schema,
  },
  connectors: {
    list: async () => (await import('./connectors.js')).Connectors,
    one: async () => (await import('./connector.js')).Connector,
  },
  topologies: {
    list: async () => (await import('./topologies.js')).Topologies,
    one: async () => (await import('./topology.js')).Topology,
  },
  jobs: {
    list: async () => (await import('./jobs.js')).Jobs,
    one: async () => (await import('./job.js')).Job,
  },
  sql: { list: async () => (await import('./sql.js')).Sql },
  hdfs: { list: async () => (await import('./hdfs.js')).Hdfs },
  drills: { list: async () => (await import('./drills.js')).Drills },
  smoke: { list: async () => (await import('./smoke.js')).Smoke },
};

export function viewOf(parts: string[]): JSX.Element {
  const [name, ...rest] = parts;
  if (name === undefined) return <Pipeline />;
  const view = Object.hasOwn(views, name) ? views[name] : undefined;
  if (!view) {
    return (
      <div class="page">
        <Head title="Not found" />
        <Empty icon="search" title={`There is no view named ${name}`}>
          <a href="#/">To the pipeline</a>
        </Empty>
      </div>
    );
  }
  const isOne = rest.length > 0 && view.one !== undefined;
  return (
    <Lazy
      key={isOne ? `${name}/${rest[0] ?? ''}` : name}
      load={(isOne ? view.one : undefined) ?? view.list}
      rest={rest}
    />
  );
}

function Lazy({ load, rest }: { load: Load; rest: string[] }) {
  const [View, setView] = useState<ComponentType<ViewProps>>();
  useEffect(() => {
    void load().then((loaded) => {
      setView(() => loaded);
    });
  }, []);
  return View ? <View rest={rest} /> : <div class="page" aria-busy="true" />;
}
