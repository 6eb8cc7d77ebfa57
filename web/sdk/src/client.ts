import { ProblemError, problemIn } from "./problems.js";
import { backoff, isRetryable, pause, retryAfter, type RetryOptions } from "./retries.js";
import { ROUTES, type Operations } from "./routes.js";
import type { Answer, CallOptions, Route } from "./types.js";

export type Client = Operations;

export interface ClientOptions {
  /** The store's URL without `/v1`, such as `http://localhost:3000`. */
  readonly baseUrl: string;
  /** Provides the customer's token, or undefined for a guest. Called for each request, and again after a 401. */
  readonly token?: () => string | undefined | Promise<string | undefined>;
  /** Headers of every request. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly retries?: RetryOptions;
  /** Sends requests; default `fetch`. */
  readonly fetch?: typeof fetch;
}

type Arguments = Readonly<Record<string, unknown>>;

/** Creates a client. It has no state of its own: one serves a whole page or server. */
export function createClient(options: ClientOptions): Client {
  const methods = Object.entries(ROUTES).map(([id, route]) =>
    [id, (args: Arguments = {}, call: CallOptions = {}) => send(options, route, args, call)]);
  return Object.fromEntries(methods) as Client;
}

async function send(
  client: ClientOptions, route: Route, args: Arguments, call: CallOptions,
): Promise<Answer<number, unknown>> {
  const { maxRetries = 3, maxDelay = 20, pause: wait = pause } = client.retries ?? {};
  const correlationId = call.correlationId ?? (isSimple(route) ? undefined : uuid());
  const url = urlOf(client.baseUrl, route, args);
  const request = requestOf(client, route, args, correlationId, call.signal);
  let token = await client.token?.();
  let isRenewed = false;
  for (let retry = 0; ; retry++) {
    const isLast = retry >= maxRetries;
    let response: Response;
    let text: string;
    try {
      response = await (client.fetch ?? fetch)(url, withToken(request, token));
      text = await response.text();
    } catch (failure) {
      if (call.signal?.aborted || !route.repeatable || isLast) {
        throw failure;
      }
      await wait(backoff(retry, Math.random()), call.signal);
      continue;
    }
    if (response.ok || response.status === 304) {
      return answer(response, text, correlationId);
    }
    if (response.status === 401 && token !== undefined && !isRenewed) {
      isRenewed = true;
      const renewed = await client.token?.();
      if (renewed !== undefined && renewed !== token) {
        token = renewed;
        retry--;
        continue;
      }
    }
    const after = retryAfter(response.headers, Date.now());
    const delay = after ?? backoff(retry, Math.random());
    if (!isRetryable(response.status, route.repeatable) || isLast || delay > maxDelay) {
      throw new ProblemError(problemIn(response, text), response.status, correlationIdOf(response, correlationId),
        after, response.headers);
    }
    await wait(delay, call.signal);
  }
}

function urlOf(baseUrl: string, route: Route, args: Arguments): string {
  const inPath = new Set<string>();
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    inPath.add(name);
    return segment(name, args[name]);
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(args)) {
    const isAbsent = value === undefined || (Array.isArray(value) && value.length === 0);
    if (!isAbsent && name !== "body" && !inPath.has(name) && !(name in route.headers)) {
      query.append(name, String(value));
    }
  }
  const base = baseUrl.replace(/\/+$/, "") + path;
  return query.size === 0 ? base : `${base}?${query}`;
}

/** An empty or dotted segment would make the URL that of another route. */
function segment(name: string, value: unknown): string {
  if (value === undefined || value === null || /^\.{0,2}$/.test(String(value))) {
    throw new TypeError(`${name} must be an ID, not '${value}'`);
  }
  return encodeURIComponent(String(value));
}

function requestOf(
  client: ClientOptions, route: Route, args: Arguments, correlationId: string | undefined, signal: AbortSignal | undefined,
): RequestInit {
  const headers = new Headers(client.headers);
  if (correlationId !== undefined) {
    headers.set("X-Correlation-Id", correlationId);
  }
  for (const [argument, header] of Object.entries(route.headers)) {
    const value = args[argument] ?? (header === "Idempotency-Key" ? uuid() : undefined);
    if (value !== undefined) {
      headers.set(header, String(value));
    }
  }
  const request: RequestInit = { method: route.method, headers };
  if (args["body"] !== undefined) {
    headers.set("Content-Type", "application/json");
    request.body = JSON.stringify(args["body"]);
  }
  return signal === undefined ? request : { ...request, signal };
}

function withToken(request: RequestInit, token: string | undefined): RequestInit {
  if (token === undefined) {
    return request;
  }
  const headers = new Headers(request.headers);
  headers.set("Authorization", `Bearer ${token}`);
  return { ...request, headers };
}

/**
 * Whether a guest's request needs no header that makes browsers ask first, for each URL, if it may be sent to another
 * origin. The store then generates the correlation ID.
 */
function isSimple(route: Route): boolean {
  return route.method === "GET";
}

function answer(response: Response, text: string, correlationId: string | undefined): Answer<number, unknown> {
  const isJson = /^application\/json\b/i.test(response.headers.get("Content-Type") ?? "");
  return {
    status: response.status,
    data: text === "" ? undefined : isJson ? JSON.parse(text) : text,
    etag: response.headers.get("ETag") ?? undefined,
    location: response.headers.get("Location") ?? undefined,
    replayed: response.headers.get("Idempotency-Replayed") === "true",
    correlationId: correlationIdOf(response, correlationId),
    headers: response.headers,
  };
}

function correlationIdOf(response: Response, sent: string | undefined): string | undefined {
  return response.headers.get("X-Correlation-Id") ?? sent;
}

/** A random UUID. `crypto.randomUUID` exists only on pages that were loaded over HTTPS or from localhost. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
