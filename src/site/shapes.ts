/**
 * The shapes of the bench in a box of 24, drawn with a stroke of 1.8 in the current colour. A shape means the same
 * thing everywhere and always has its word beside it. Shared by Astro components and Svelte islands.
 */
export interface Stroke {
  readonly d: string;
  /** Filled instead of outlined. */
  readonly solid?: true;
  /** A part that is not there yet. */
  readonly dashed?: true;
  /** Drawn in the colour of the ground, on a solid part. */
  readonly ground?: true;
}

const circle = (x: number, y: number, r: number): string =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;

export const shapes = {
  /** A bootstrap token: two bites and a perforation. */
  token: [
    { d: 'M2.5 6.5h19v3.2a2.3 2.3 0 0 0 0 4.6v3.2h-19v-3.2a2.3 2.3 0 0 0 0-4.6Z' },
    { d: 'M15 8.6v1.6M15 11.2v1.6M15 13.8v1.6' },
  ],
  /** A client certificate points away from its holder: it is shown when the kubelet calls. */
  client: [
    { d: 'M2.5 5.5h13.2l5.8 6.5-5.8 6.5H2.5Z' },
    { d: 'M6 9.8h5.5M6 13.2h3' },
    { d: circle(14.2, 13.4, 1.8), solid: true },
  ],
  /** A serving certificate has the notch that the arrow fits. */
  serving: [
    { d: 'M2.5 5.5h19v13h-19L7 12Z' },
    { d: 'M10.5 9.8H16M10.5 13.2h2.6' },
    { d: circle(17, 14, 1.8), solid: true },
  ],
  /** A signing request: an envelope whose seal is still missing. */
  request: [
    { d: 'M15 18.5H2.5v-13h19v8' },
    { d: 'm2.8 6.5 9.2 6.6 9.2-6.6' },
    { d: circle(19, 18, 3), dashed: true },
  ],
  /** The cluster CA and its seal on whatever it signed. */
  ca: [
    { d: 'M8.3 13.6 6.8 22l5.2-2.6 5.2 2.6-1.5-8.4Z', solid: true },
    { d: circle(12, 9, 6.2), solid: true },
    { d: circle(12, 9, 2.7), ground: true },
  ],
  refusal: [
    { d: 'M8 2.4h8L21.6 8v8L16 21.6H8L2.4 16V8Z', solid: true },
    { d: 'M7 12h10', ground: true },
  ],
  pending: [{ d: circle(12, 12, 9), dashed: true }, { d: 'M12 7v5.4l3.2 2' }],
  key: [{ d: circle(6.5, 12, 3.7) }, { d: 'M10.2 12h11.3v3.6M17.4 12v3' }],
  passed: [{ d: 'm4.5 12.8 5 4.9L19.5 6.6' }],
  node: [
    { d: 'M3.5 4.5h17v6.6h-17ZM3.5 12.9h17v6.6h-17Z' },
    { d: 'M7 7.8h.01M7 16.2h.01M11 16.2h6' },
  ],
  server: [{ d: 'M5 3.5h14v17H5Z' }, { d: 'M9 8h6M9 12h6M9 16h6' }],
  person: [{ d: circle(12, 7.5, 3.8) }, { d: 'M4.5 20.5c.6-4.4 3.4-6.4 7.5-6.4s6.9 2 7.5 6.4' }],
  arrow: [{ d: 'M4 12h15.5m-5.8-6 6 6-6 6' }],
  restart: [{ d: 'M6 5v14' }, { d: 'M19 5.5 9.5 12l9.5 6.5Z' }],
  back: [{ d: 'm15 5-7 7 7 7' }],
  play: [{ d: 'M7 4.5 19.5 12 7 19.5Z', solid: true }],
  pause: [{ d: 'M8 5v14M16 5v14' }],
  link: [
    { d: 'M10 14a4 4 0 0 0 5.7 0l3.6-3.6a4 4 0 0 0-5.7-5.7L12.4 6' },
    { d: 'M14 10a4 4 0 0 0-5.7 0l-3.6 3.6a4 4 0 0 0 5.7 5.7l1.2-1.3' },
  ],
  download: [{ d: 'M12 4v11m-4.5-4.5L12 15l4.5-4.5M4.5 19.5h15' }],
  full: [{ d: 'M9 4.5H4.5V9M15 4.5h4.5V9M9 19.5H4.5V15M15 19.5h4.5V15' }],
  question: [
    { d: circle(12, 12, 9) },
    { d: 'M9.3 9.4a2.8 2.8 0 1 1 4 2.6c-.9.5-1.3 1-1.3 2' },
    { d: 'M12 17h.01' },
  ],
  file: [{ d: 'M6 3.5h8.5L18.5 8v12.5H6Z' }, { d: 'M14.2 3.8V8h4' }],
  copy: [{ d: 'M8.5 8.5h11v11h-11Z' }, { d: 'M15.5 8.5v-4h-11v11h4' }],
  search: [{ d: circle(10.5, 10.5, 6.5) }, { d: 'm15.5 15.5 5 5' }],
  menu: [{ d: 'M3.5 6h17M3.5 12h17M3.5 18h17' }],
  close: [{ d: 'm5 5 14 14M19 5 5 19' }],
  light: [
    { d: circle(12, 12, 4.2) },
    {
      d: 'M12 2v2.6M12 19.4V22M2 12h2.6M19.4 12H22M4.9 4.9l1.9 1.9M17.2 17.2l1.9 1.9M4.9 19.1l1.9-1.9M17.2 6.8l1.9-1.9',
    },
  ],
} as const satisfies Record<string, readonly Stroke[]>;

export type ShapeName = keyof typeof shapes;

/** The mark in a box of 32: a life as a ring, its window of renewal raised, the key in the middle. */
export const mark =
  'M16 3.6A12.4 12.4 0 1 1 4.71 21.14L9.27 19.07A7.4 7.4 0 1 0 16 8.6ZM.82 19.59A15.6 15.6 0 0 1 6.83 3.38L10.47 8.4A9.4 9.4 0 0 0 6.85 18.17ZM16 12.4a3.6 3.6 0 1 0 .001 0Z';
