/*
 * Light or dark: what the visitor chose here, else what the system says. A classic script in the head, so that the page is
 * never drawn in the wrong colors; `window.theme` is for the button.
 */
(() => {
  const KEY = "stampede.theme";
  const dark = matchMedia("(prefers-color-scheme: dark)");

  /** @returns {"light" | "dark"} */
  const current = () => {
    const chosen = localStorage.getItem(KEY);
    return chosen === "light" || chosen === "dark" ? chosen : dark.matches ? "dark" : "light";
  };
  const apply = () => {
    document.documentElement.dataset["theme"] = current();
  };

  window.theme = {
    current,
    toggle() {
      const other = current() === "dark" ? "light" : "dark";
      const isSystems = (other === "dark") === dark.matches;
      if (isSystems) {
        localStorage.removeItem(KEY);
      } else {
        localStorage.setItem(KEY, other);
      }
      apply();
    },
  };
  dark.addEventListener("change", apply);
  addEventListener("storage", apply);
  apply();
})();
