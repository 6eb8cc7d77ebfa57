interface Window {
  /** Set by lib/theme.js. */
  theme: { current(): "light" | "dark"; toggle(): void };
}
