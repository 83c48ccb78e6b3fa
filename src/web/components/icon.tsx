/** Path data of the icons, drawn on 24 × 24 with a line of 2. */
const shapes = {
  alert: 'M12 3.6 21.5 20h-19z M12 10v4.4 M12 17.2v.1',
  arrow: 'M4 12h15m-6-6 6 6-6 6',
  back: 'M20 12H5m6-6-6 6 6 6',
  bell: 'M6 16.5V11a6 6 0 1 1 12 0v5.5l1.5 1.5h-15z M10 20.5h4',
  box: 'm3.5 7.5 8.5-4 8.5 4v9l-8.5 4-8.5-4z M3.5 7.5l8.5 4 8.5-4 M12 11.5v9',
  camera: 'M4 8h3.5L9 5.5h6L16.5 8H20v11H4z M8.5 13a3.5 3.5 0 1 0 7 0 3.5 3.5 0 1 0-7 0',
  chart: 'M3 20h18 M6.5 20v-7 M12 20V5 M17.5 20v-10',
  check: 'M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0 M8 12.5l2.8 2.8L16.2 9.5',
  clock: 'M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0 M12 7v5.2l3.4 2',
  cross: 'm6 6 12 12M18 6 6 18',
  document: 'M6 3h8.5L19 7.5V21H6z M14 3v5h5 M9 13h7 M9 16.5h7',
  dot: 'M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0 M10.4 12a1.6 1.6 0 1 0 3.2 0 1.6 1.6 0 1 0-3.2 0',
  down: 'm6 9 6 6 6-6',
  download: 'M12 4v11m-5-5 5 5 5-5 M4 20h16',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z M9 12a3 3 0 1 0 6 0 3 3 0 1 0-6 0',
  flag: 'M5 21V4h12l-2.5 4L17 12H5',
  idCard: 'M3 5h18v14H3z M6.5 11a2 2 0 1 0 4 0 2 2 0 1 0-4 0 M5.8 16a3 3 0 0 1 5.4 0 M14 10h4 M14 14h4',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.1M4 12h.1M4 18h.1',
  lock: 'M5 11h14v9.5H5z M8 11V8a4 4 0 0 1 8 0v3',
  minus: 'M4 11a7 7 0 1 0 14 0 7 7 0 1 0-14 0 M20 20l-4-4 M8 11h6',
  octagon: 'M8.2 3h7.6L21 8.2v7.6L15.8 21H8.2L3 15.8V8.2z M9 9l6 6m0-6-6 6',
  pause: 'M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0 M9.8 8.8v6.4 M14.2 8.8v6.4',
  person: 'M8 8a4 4 0 1 0 8 0 4 4 0 1 0-8 0 M4.5 20.5a7.5 7.5 0 0 1 15 0',
  phone:
    'M6.5 3.5 9.5 4l1.2 4-2 1.6a12 12 0 0 0 5.7 5.7l1.6-2 4 1.2.5 3c0 1.6-1.4 3-3 3C10 20.5 3.5 14 3.5 6.5c0-1.6 1.4-3 3-3z',
  plus: 'M12 5v14M5 12h14',
  question:
    'M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0 M9.5 9.6a2.6 2.6 0 1 1 3.6 2.4c-.8.4-1.1.9-1.1 1.8 M12 16.8v.1',
  print: 'M7 9V4h10v5 M7 17H4V9h16v8h-3 M7 14h10v6H7z',
  pulse: 'M3 12h4l3-7 4 14 3-7h4',
  rotate: 'M20 12a8 8 0 1 1-2.5-5.8L20 8.5 M20 4v4.5h-4.5',
  scan: 'M4 8V4h4 M16 4h4v4 M20 16v4h-4 M8 20H4v-4 M4 12h16',
  search: 'M4 11a7 7 0 1 0 14 0 7 7 0 1 0-14 0 M20 20l-4-4',
  shield: 'M12 3 4.5 6v6c0 4.5 3.2 7.5 7.5 9 4.3-1.5 7.5-4.5 7.5-9V6z M8.5 12l2.5 2.5 4.5-5',
  slashed: 'M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0 M5.8 5.8l12.4 12.4',
  tick: 'm5 12.5 4.5 4.5L19 7.5',
  up: 'M12 20V5m-6 6 6-6 6 6',
  zoomIn: 'M4 11a7 7 0 1 0 14 0 7 7 0 1 0-14 0 M20 20l-4-4 M8 11h6 M11 8v6',
} as const;

/** Name of an icon. */
export type IconName = keyof typeof shapes;

/** An icon; it is decoration unless it gets a label. */
export function Icon({ name, label }: { name: IconName; label?: string }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      <path d={shapes[name]} />
    </svg>
  );
}

/** The mark of the product. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <rect x="2" y="3" width="19" height="19" rx="5" fill="#0E7A6D" />
      <rect x="11" y="10" width="19" height="19" rx="5" fill="#1B4F87" />
      <path d="M11 15a5 5 0 0 1 5-5h5v7a5 5 0 0 1-5 5h-5z" fill="#fff" />
    </svg>
  );
}
