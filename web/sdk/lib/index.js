export { createClient } from "./client.js";
export { pages } from "./pages.js";
export { ProblemError } from "./problems.js";
