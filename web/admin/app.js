import { mount } from "../lib/view.js";
import { showCurrentItem } from "../lib/workspace.js";
import { router } from "./routes.js";
import { shell } from "./shell.js";

const root = document.getElementById("app");
if (root === null) {
  throw new Error("The page has no element #app");
}
mount(root, shell, () => {
  router.drawn();
  showCurrentItem();
});
