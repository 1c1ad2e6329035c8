/** Pictures of 16 by 16, drawn with lines in the color of the text around them. */
const paths = {
  flow: 'M2 4h3v3H2zM11 2h3v3h-3zM11 11h3v3h-3zM5 5.5h2.5M7.5 5.5V3.5H11M7.5 5.5v7H11',
  service: 'M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.01M5 11h.01',
  logs: 'M3 3h10M3 6.3h7M3 9.6h10M3 13h5',
  topic: 'M2 4.5h12M2 8h12M2 11.5h12M5 3v3M10 6.5v3M6.5 10v3',
  group:
    'M6 7.5a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6zM1.8 13c.3-2.4 2-3.6 4.2-3.6s3.9 1.2 4.2 3.6M11 3.3a2.1 2.1 0 0 1 0 4M12 9.6c1.4.4 2.2 1.6 2.3 3.4',
  schema: 'M3 2.5h7l3 3v8H3zM10 2.5v3h3M5.5 8.5h5M5.5 11h3.5',
  connector: 'M6 2v3M10 2v3M4 5h8v3a4 4 0 0 1-8 0zM8 12v2.5',
  topology: 'M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z',
  job: 'M8 5.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4zM8 1.5v2M8 12.5v2M1.5 8h2M12.5 8h2M3.4 3.4l1.4 1.4M11.2 11.2l1.4 1.4M12.6 3.4l-1.4 1.4M4.8 11.2l-1.4 1.4M8 8h.01',
  sql: 'M3 4c0-1.1 2.2-2 5-2s5 .9 5 2-2.2 2-5 2-5-.9-5-2zM3 4v8c0 1.1 2.2 2 5 2s5-.9 5-2V4M3 8c0 1.1 2.2 2 5 2s5-.9 5-2',
  folder: 'M2 4h4l1.5 1.5H14V13H2z',
  smoke: 'M2.5 8.5 6 12l7.5-8',
  file: 'M4 2h5l3 3v9H4zM9 2v3h3',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1.5v1.4M8 13.1v1.4M1.5 8h1.4M13.1 8h1.4M3.4 3.4l1 1M11.6 11.6l1 1M12.6 3.4l-1 1M4.4 11.6l-1 1',
  moon: 'M13 9.6A5.5 5.5 0 0 1 6.4 3 5.5 5.5 0 1 0 13 9.6z',
  system: 'M2 3h12v8H2zM6 13.5h4M8 11v2.5',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3 14 14',
  menu: 'M2.5 4h11M2.5 8h11M2.5 12h11',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  check: 'M3 8.5 6.5 12 13 4.5',
  close: 'M4 4l8 8M12 4l-8 8',
  alert: 'M8 2 1.7 13.2h12.6zM8 6.5v3M8 11.5h.01',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M5 3l8 5-8 5z',
  restart: 'M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3',
  plus: 'M8 3v10M3 8h10',
  trash: 'M3 4.5h10M6 4.5V3h4v1.5M4.5 4.5l.7 9h5.6l.7-9',
  download: 'M8 2v8M4.5 7 8 10.5 11.5 7M3 13.5h10',
  send: 'M2 8l12-5.5L10 14 7.5 9z',
  down: 'M4 6l4 4 4-4',
  lock: 'M4 7h8v6.5H4zM5.5 7V5a2.5 2.5 0 0 1 5 0v2',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
