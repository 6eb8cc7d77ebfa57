import { svg, html } from "./html.js";

const PATHS = {
  search: svg`<circle cx="11" cy="11" r="7"/><path d="m20 20-4-4"/>`,
  cart: svg`<path d="M6 8h13l-1.4 9.2a2 2 0 0 1-2 1.8H8.4a2 2 0 0 1-2-1.8L5 4.8A1 1 0 0 0 4 4H3"/><path d="M9 12a3.5 3.5 0 0 0 7 0"/>`,
  person: svg`<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c1-4 4-6 7.5-6s6.5 2 7.5 6"/>`,
  sun: svg`<circle cx="12" cy="12" r="4"/><path d="M12 3v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4"/>`,
  moon: svg`<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z"/>`,
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`,
  cross: svg`<path d="m6 6 12 12M18 6 6 18"/>`,
  plus: svg`<path d="M12 6v12M6 12h12"/>`,
  minus: svg`<path d="M6 12h12"/>`,
  trash: svg`<path d="M4.5 7h15M10 7V5a1 1 0 0 1 1-1h2a1 1 0 0 1 1 1v2m3 0-.7 11.2a2 2 0 0 1-2 1.8H8.7a2 2 0 0 1-2-1.8L6 7m4 4v5m4-5v5"/>`,
  warning: svg`<path d="M12 4 2.8 19.5h18.4L12 4Z"/><path d="M12 10v4.5m0 2.5v.01"/>`,
  info: svg`<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5m0-9v.01"/>`,
  arrow: svg`<path d="M5 12h14m-6-6 6 6-6 6"/>`,
  filter: svg`<path d="M4 7h16M7 12h10m-7 5h4"/>`,
  clock: svg`<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>`,
  card: svg`<rect x="3" y="5.5" width="18" height="13" rx="2"/><path d="M3 10h18M7 15h3"/>`,
  box: svg`<path d="M4 8.5 12 4l8 4.5v7L12 20l-8-4.5v-7Z"/><path d="m4 8.5 8 4.5 8-4.5M12 13v7"/>`,
  truck: svg`<path d="M3 6.5h11v10H3zM14 10h4l3 3.5v3h-7z"/><circle cx="7" cy="17.5" r="1.8"/><circle cx="17.5" cy="17.5" r="1.8"/>`,
  mail: svg`<rect x="3" y="5.5" width="18" height="13" rx="2"/><path d="m3.5 7 8.5 6 8.5-6"/>`,
  external: svg`<path d="M14 5h5v5m0-5-8 8M10 6H6a1 1 0 0 0-1 1v11a1 1 0 0 0 1 1h11a1 1 0 0 0 1-1v-4"/>`,
  back: svg`<path d="M19 12H5m6 6-6-6 6-6"/>`,
  home: svg`<path d="m4 11 8-7 8 7v9h-5.5v-6h-5v6H4v-9Z"/>`,
  receipt: svg`<path d="M6 3.5h12v17l-3-2-3 2-3-2-3 2v-17Z"/><path d="M9.5 8.5h5m-5 4h5"/>`,
  tag: svg`<path d="M4 12V5a1 1 0 0 1 1-1h7l8.2 8.2-7.8 7.8L4 12Z"/><circle cx="8.5" cy="8.5" r="1.2"/>`,
  download: svg`<path d="M12 4.500v11.500m-4.500-4.500L12 16l4.500-4.500M4.500 15.500v4h15v-4"/>`,
  upload: svg`<path d="M12 16V4.5m-4.5 4.5L12 4.5 16.5 9M4.5 15.500v4h15v-4"/>`,
  chart: svg`<path d="M4 4v16h16M8.5 16v-4m4 4V7.500m4 8.500v-6"/>`,
  queue: svg`<path d="M4 6h16M4 12h16M4 18h10"/>`,
  lambda: svg`<path d="M6 20 12.3 9M8 4h2l7 16h2.5"/>`,
  key: svg`<circle cx="8" cy="15.5" r="4"/><path d="m11 12.5 8-8m-3.5 3.5 3 3M13 10l2 2"/>`,
  copy: svg`<rect x="8.5" y="8.5" width="11.5" height="11.5" rx="2"/><path d="M15.5 8.500V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v7.500a2 2 0 0 0 2 2h2.5"/>`,
  repeat: svg`<path d="M5 12a7 7 0 1 0 2.2-5.100L4.5 9.500m0-5v5h5"/>`,
  leave: svg`<path d="M14 5H6a1 1 0 0 0-1 1v12a1 1 0 0 0 1 1h8M10.5 12H20m-3.5-3.500L20 12l-3.5 3.5"/>`,
  compass: svg`<circle cx="12" cy="12" r="9"/><path d="m15.5 8.5-2 5-5 2 2-5 5-2Z"/>`,
};

/** @typedef {keyof typeof PATHS} IconName */

/**
 * An icon. It is hidden from screen readers: the control around it has a name.
 *
 * @param {IconName} name
 */
export function icon(name) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${PATHS[name]}</svg>`;
}
