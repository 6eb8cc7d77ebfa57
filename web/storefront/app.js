import { mount } from "../lib/view.js";
import { cart } from "./cart.js";
import { router } from "./routes.js";
import { shell } from "./shell.js";

const root = document.getElementById("app");
if (root === null) {
  throw new Error("The page has no element #app");
}
mount(root, shell, () => router.drawn());
// The number in the header; the cart's own page shows what went wrong.
cart.read().catch(() => undefined);
