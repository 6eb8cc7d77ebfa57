import type { Problem } from "./types.js";

/** An error response. `switch (error.problem.type)` narrows the problem to its members. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";

  constructor(
    readonly problem: Problem,
    /** The HTTP status. */
    readonly status: number,
    /** Finds the request in the logs; undefined if the response is not the store's. */
    readonly correlationId: string | undefined,
    /** The number of seconds after which a retry can succeed. */
    readonly retryAfter: number | undefined,
    readonly headers: Headers,
  ) {
    super(`${status} ${problem.title}${problem.detail === undefined ? "" : `: ${problem.detail}`}`);
  }
}

/** The problem document in a response, or one that is made of its status. */
export function problemIn(response: Response, text: string): Problem {
  if (/^application\/problem\+json\b/i.test(response.headers.get("Content-Type") ?? "")) {
    const document = parsed(text);
    if (typeof document === "object" && document !== null && "type" in document && "title" in document) {
      return document as Problem;
    }
  }
  return { type: "about:blank", title: response.statusText || "Unexpected response", status: response.status };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
