/** Templates: lit-html, from its WebJar. The one place that knows where it is. */
export { html, nothing, render, svg } from "/assets/npm/lit-html/lit-html.js";
export { classMap } from "/assets/npm/lit-html/directives/class-map.js";
export { ifDefined } from "/assets/npm/lit-html/directives/if-defined.js";
export { keyed } from "/assets/npm/lit-html/directives/keyed.js";
export { live } from "/assets/npm/lit-html/directives/live.js";
export { ref } from "/assets/npm/lit-html/directives/ref.js";
export { repeat } from "/assets/npm/lit-html/directives/repeat.js";
