// The store to test: the one at API_URL, or a local one on a free port.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const STARTED = /^ *API +(http\S+)\/v1 *$/m;
/** The tests make more requests than one caller may. */
const NO_LIMITS = ["CallerRequestsPerMinute", "CallerWaitSecondsPerMinute"];
const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** @returns {Promise<{url: string, token: (subject: string, groups: string) => Promise<string>, stop: () => Promise<void>}>} */
export async function startStore() {
  const given = process.env.API_URL;
  const { url, stop } = given ? { url: given.replace(/\/+$/, ""), stop: async () => {} } : await local();
  return { url, stop, token: (subject, groups) => token(url, subject, groups) };
}

/** ADMIN_TOKEN is for a store that does not issue tokens itself. */
async function token(url, subject, groups) {
  if (groups === "admin" && process.env.ADMIN_TOKEN) {
    return process.env.ADMIN_TOKEN;
  }
  const response = await fetch(`${url}/_local/token?${new URLSearchParams({ sub: subject, groups })}`);
  if (!response.ok) {
    throw new Error(`${url} issues no tokens: set ADMIN_TOKEN`);
  }
  return (await response.text()).trim();
}

async function local() {
  const store = spawn("./stampede", ["up", "--port", "0", "--no-demo", ...NO_LIMITS.flatMap((name) =>
    ["--parameter", `${name}=1000000`])], { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => store.once("exit", resolve));
  const output = [];
  const url = await new Promise((resolve, reject) => {
    const read = (chunk) => {
      output.push(chunk);
      const started = STARTED.exec(output.join(""));
      if (started) {
        resolve(started[1]);
      }
    };
    store.stdout.setEncoding("utf8").on("data", read);
    store.stderr.setEncoding("utf8").on("data", read);
    store.once("error", reject);
    ended.then((code) => reject(new Error(`The store ended with ${code}:\n${output.join("")}`)));
  });
  return { url, stop: async () => void (store.kill("SIGINT"), await ended) };
}
