/** An error response. `switch (error.problem.type)` narrows the problem to its members. */
export class ProblemError extends Error {
    problem;
    status;
    correlationId;
    retryAfter;
    headers;
    name = "ProblemError";
    constructor(problem, 
    /** The HTTP status. */
    status, 
    /** Finds the request in the logs; undefined if the response is not the store's. */
    correlationId, 
    /** The number of seconds after which a retry can succeed. */
    retryAfter, headers) {
        super(`${status} ${problem.title}${problem.detail === undefined ? "" : `: ${problem.detail}`}`);
        this.problem = problem;
        this.status = status;
        this.correlationId = correlationId;
        this.retryAfter = retryAfter;
        this.headers = headers;
    }
}
/** The problem document in a response, or one that is made of its status. */
export function problemIn(response, text) {
    if (/^application\/problem\+json\b/i.test(response.headers.get("Content-Type") ?? "")) {
        const document = parsed(text);
        if (typeof document === "object" && document !== null && "type" in document && "title" in document) {
            return document;
        }
    }
    return { type: "about:blank", title: response.statusText || "Unexpected response", status: response.status };
}
function parsed(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
