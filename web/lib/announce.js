/**
 * Tells screen readers something that changed, politely. Needs an element `#announcer` with `aria-live` in the page, outside
 * what is drawn.
 *
 * @param {string} text
 */
export function announce(text) {
  const announcer = document.getElementById("announcer");
  if (announcer === null) {
    return;
  }
  // The same text again is a change only if the region was empty in between.
  announcer.textContent = "";
  setTimeout(() => {
    announcer.textContent = text;
  }, 50);
}
