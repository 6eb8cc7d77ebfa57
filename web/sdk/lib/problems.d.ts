import type { Problem } from "./types.js";
/** An error response. `switch (error.problem.type)` narrows the problem to its members. */
export declare class ProblemError extends Error {
    readonly problem: Problem;
    /** The HTTP status. */
    readonly status: number;
    /** Finds the request in the logs; undefined if the response is not the store's. */
    readonly correlationId: string | undefined;
    /** The number of seconds after which a retry can succeed. */
    readonly retryAfter: number | undefined;
    readonly headers: Headers;
    readonly name = "ProblemError";
    constructor(problem: Problem, 
    /** The HTTP status. */
    status: number, 
    /** Finds the request in the logs; undefined if the response is not the store's. */
    correlationId: string | undefined, 
    /** The number of seconds after which a retry can succeed. */
    retryAfter: number | undefined, headers: Headers);
}
/** The problem document in a response, or one that is made of its status. */
export declare function problemIn(response: Response, text: string): Problem;
