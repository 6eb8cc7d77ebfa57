import { announce } from "./announce.js";
import { update } from "./view.js";

/**
 * What is shown at a path.
 *
 * @typedef {object} Page
 * @property {() => string} title empty while it is unknown
 * @property {() => import("./view.js").View} view
 * @property {(query: URLSearchParams) => void} [search] called if only the query has changed; without it, the page is made anew
 * @property {() => void} [close] called when the page is left
 *
 * @typedef {object} Visit
 * @property {Readonly<Record<string, string>>} params decoded
 * @property {URLSearchParams} query
 * @property {boolean} isReturn by the browser's back or forward
 *
 * @typedef {(visit: Visit) => Page} PageFactory
 */

/** @typedef {{ pattern: RegExp, names: string[], factory: PageFactory }} Route */

const SAVE_SCROLL_AFTER_MILLIS = 100;
/** How long content may take to become as high as it was when the visitor left it. */
const RESTORE_SCROLL_MILLIS = 2000;

/**
 * Shows pages by their paths, with the browser's history. On navigation, it moves the focus to `<main>` and announces the
 * page's title, so that a screen reader notices; back and forward restore the position.
 */
export class Router {
  /** @type {Page} */
  page;
  /** @type {Route[]} */
  #routes;
  #notFound;
  #siteName;
  #path = "";
  #announced = true;
  /** @type {{ top: number, until: number } | undefined} */
  #restoring;

  /**
   * @param {Record<string, PageFactory>} routes by path: `:name` is a segment, `*name` is the rest
   * @param {{ notFound: PageFactory, siteName: string }} options
   */
  constructor(routes, { notFound, siteName }) {
    this.#routes = Object.entries(routes).map(([path, factory]) => ({ ...compiled(path), factory }));
    this.#notFound = notFound;
    this.#siteName = siteName;
    this.page = this.#open(false);
    history.scrollRestoration = "manual";
    this.#restoring = restoring();
    document.addEventListener("click", (event) => this.#clicked(event));
    addEventListener("popstate", () => {
      this.#restoring = restoring();
      this.#moved(true);
    });
    addEventListener("scroll", debounced(SAVE_SCROLL_AFTER_MILLIS, saveScroll), { passive: true });
  }

  get path() {
    return this.#path;
  }

  /**
   * @param {string} url of this site
   * @param {{ replace?: boolean }} [options] replaces the entry of the history; the position and the focus stay
   */
  go(url, { replace = false } = {}) {
    if (replace) {
      history.replaceState(history.state, "", url);
      this.#moved();
      return;
    }
    saveScroll();
    history.pushState(null, "", url);
    const isOther = this.#moved();
    if (isOther) {
      scrollTo({ top: 0, behavior: "instant" });
      this.#focus();
    }
  }

  /** Called after each drawing. */
  drawn() {
    const title = this.page.title();
    document.title = title === "" || title === this.#siteName ? this.#siteName : `${title} – ${this.#siteName}`;
    if (!this.#announced && title !== "") {
      this.#announced = true;
      announce(title);
    }
    this.#restoreScroll();
  }

  /** Whether another page is shown now. */
  #moved(isReturn = false) {
    if (location.pathname === this.#path && this.page.search) {
      this.page.search(new URLSearchParams(location.search));
      update();
      return false;
    }
    const before = this.#path;
    this.page.close?.();
    this.page = this.#open(isReturn);
    this.#announced = false;
    update();
    return before !== this.#path;
  }

  /** @param {boolean} isReturn */
  #open(isReturn) {
    this.#path = location.pathname;
    const query = new URLSearchParams(location.search);
    for (const { pattern, names, factory } of this.#routes) {
      const match = pattern.exec(this.#path);
      const values = match?.slice(1).map(decoded);
      if (values !== undefined && values.every((value) => value !== undefined)) {
        return factory({ params: Object.fromEntries(names.map((name, i) => [name, values[i] ?? ""])), query, isReturn });
      }
    }
    return this.#notFound({ params: {}, query, isReturn });
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (event.defaultPrevented || !isPlain || !(link instanceof HTMLAnchorElement)) {
      return;
    }
    if (link.target !== "" || link.hasAttribute("download") || link.origin !== location.origin) {
      return;
    }
    const isHere = link.pathname === location.pathname && link.search === location.search;
    if (isHere && link.hash !== "" || !this.#routes.some(({ pattern }) => pattern.test(link.pathname))) {
      return;
    }
    event.preventDefault();
    this.go(link.pathname + link.search);
  }

  #focus() {
    document.querySelector("main")?.focus({ preventScroll: true });
  }

  /** Content arrives piece by piece: tries after each drawing until the position exists. */
  #restoreScroll() {
    if (this.#restoring === undefined) {
      return;
    }
    const { top, until } = this.#restoring;
    const exists = document.documentElement.scrollHeight - innerHeight >= top;
    if (exists || Date.now() > until) {
      this.#restoring = undefined;
      scrollTo({ top, behavior: "instant" });
    }
  }
}

/**
 * The URL of a path with a changed query.
 *
 * @param {string} path
 * @param {URLSearchParams} query
 * @param {Readonly<Record<string, string | undefined>>} changes an empty value or undefined removes a parameter
 */
export function changedUrl(path, query, changes) {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === "") {
      next.delete(name);
    } else {
      next.set(name, value);
    }
  }
  return next.size === 0 ? path : `${path}?${next}`;
}

/** @param {string} path */
function compiled(path) {
  /** @type {string[]} */
  const names = [];
  const source = path.replace(/[:*](\w+)/g, (parameter, name) => {
    names.push(name);
    return parameter.startsWith(":") ? "([^/]+)" : "(.+)";
  });
  return { pattern: new RegExp(`^${source}/?$`), names };
}

/**
 * @param {string} text
 * @returns {string | undefined} undefined if it is not correctly encoded
 */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function saveScroll() {
  history.replaceState({ ...history.state, top: scrollY }, "");
}

function restoring() {
  return { top: history.state?.top ?? 0, until: Date.now() + RESTORE_SCROLL_MILLIS };
}

/**
 * @param {number} millis
 * @param {() => void} action
 */
function debounced(millis, action) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, millis);
  };
}
