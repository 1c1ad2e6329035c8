import { go, href } from './router.js';

export const destinations: { key: string; path: string; name: string }[] = [
  { key: 'p', path: '', name: 'Pipeline' },
  { key: 's', path: 'services', name: 'Services' },
  { key: 'l', path: 'logs', name: 'Logs' },
  { key: 't', path: 'topics', name: 'Topics' },
  { key: 'g', path: 'groups', name: 'Consumer groups' },
  { key: 'c', path: 'connectors', name: 'Connectors' },
  { key: 'o', path: 'topologies', name: 'Topologies' },
  { key: 'j', path: 'jobs', name: 'Jobs' },
  { key: 'h', path: 'hdfs', name: 'HDFS' },
  { key: 'q', path: 'sql', name: 'SQL' },
  { key: 'm', path: 'smoke', name: 'Smoke runs' },
  { key: 'd', path: 'drills', name: 'Drills' },
];

const afterGMs = 1500;

/** Keys of the whole page: Ctrl-K finds, ? lists the keys, g and a letter goes somewhere. @returns what ends it */
export function startKeys({ palette, help }: { palette: () => void; help: () => void }): () => void {
  let lastG = 0;
  const onKey = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      palette();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector('dialog[open]')) return;
    if (event.key === '?') help();
    else if (event.key === 'g' && Date.now() - lastG > afterGMs) lastG = Date.now();
    else if (Date.now() - lastG < afterGMs) {
      lastG = 0;
      const found = destinations.find(({ key }) => key === event.key);
      if (found) go(href(...(found.path === '' ? [] : [found.path])));
    } else if (event.key === '/') {
      event.preventDefault();
      document.querySelector<HTMLInputElement>('main input[type=search]')?.focus();
    }
  };
  addEventListener('keydown', onKey);
  return () => {
    removeEventListener('keydown', onKey);
  };
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
