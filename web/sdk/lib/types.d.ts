import type { operations } from "../schema.js";
/** The IDs of the operations in openapi.yaml. */
export type OperationId = keyof operations;
/** How an operation is called over HTTP. */
export interface Route {
    readonly method: string;
    readonly path: string;
    /** Names of header parameters, by the names of the arguments. */
    readonly headers: Readonly<Record<string, string>>;
    /** Whether a request whose fate is unknown can be sent again. */
    readonly repeatable: boolean;
}
type Parameters<Id extends OperationId> = operations[Id]["parameters"];
/** No constraint if the operation has no such parameters. */
type Group<T> = [NonNullable<T>] extends [never] ? unknown : NonNullable<T>;
/** `attributes.{name}` stands for `attributes.material`, `attributes.season` and so on. */
type QueryArguments<T> = {
    [K in keyof T as K extends `${infer Prefix}{${string}}` ? `${Prefix}${string}` : K]: T[K];
};
type Pascal<S extends string> = S extends `${infer A}-${infer B}` ? `${A}${Pascal<B>}` : S;
type Camel<S extends string> = Uncapitalize<Pascal<S>>;
type HeaderArguments<T> = {
    [K in keyof T as K extends string ? Camel<K> : never]: T[K];
};
type BodyArgument<T> = T extends {
    requestBody: {
        content: {
            "application/json": infer Body;
        };
    };
} ? {
    body: Body;
} : T extends {
    requestBody?: {
        content: {
            "application/json": infer Body;
        };
    } | undefined;
} ? {
    body?: Body;
} : unknown;
type Flat<T> = {
    [K in keyof T]: T[K];
};
/** The arguments of an operation: path, query and header parameters, the latter in camel case, and the body. */
export type Arguments<Id extends OperationId> = Flat<Group<Parameters<Id>["path"]> & QueryArguments<Group<Parameters<Id>["query"]>> & HeaderArguments<Group<Parameters<Id>["header"]>> & ([operations[Id]["requestBody"]] extends [undefined] ? unknown : BodyArgument<operations[Id]>)>;
/** A successful response. */
export interface Answer<Status, Data> {
    readonly status: Status;
    readonly data: Data;
    /** The entity tag, for `ifMatch` and `ifNoneMatch`. */
    readonly etag: string | undefined;
    /** The path of the resource that was created. */
    readonly location: string | undefined;
    /** Whether an earlier request had this result. */
    readonly replayed: boolean;
    /** Finds the request in the logs; undefined if a browser cannot see it. */
    readonly correlationId: string | undefined;
    readonly headers: Headers;
}
type Responses<Id extends OperationId> = operations[Id]["responses"];
type Content<Response> = Response extends {
    content: infer Types;
} ? Types[keyof Types] : undefined;
type Succeeds<Status> = Status extends number ? `${Status}` extends `2${string}` ? Status : never : never;
/** The successful responses of an operation, told apart by `status`. */
export type AnswerOf<Id extends OperationId> = {
    [Status in keyof Responses<Id>]: Status extends Succeeds<Status> ? Answer<Status, Content<Responses<Id>[Status]>> : never;
}[keyof Responses<Id>];
export type NotModified = Answer<304, undefined>;
type ProblemIn<Response> = Response extends {
    content: {
        "application/problem+json": infer Body;
    };
} ? Body : never;
/** The problems that an operation can respond with. */
export type ProblemOf<Id extends OperationId> = {
    [Status in keyof Responses<Id>]: ProblemIn<Responses<Id>[Status]>;
}[keyof Responses<Id>];
/** An error response without a problem document, such as a proxy's (RFC 9457, section 4.2.1). */
export interface UnspecifiedProblem {
    readonly type: "about:blank";
    readonly title: string;
    readonly status: number;
    readonly detail?: string;
}
/** All problems, told apart by `type`. A later version of the store can have more. */
export type Problem = {
    [Id in OperationId]: ProblemOf<Id>;
}[OperationId] | UnspecifiedProblem;
export interface CallOptions {
    /** Ends the call, also while it waits for a retry. */
    readonly signal?: AbortSignal | undefined;
    /** Up to 64 letters, digits, `.`, `_` and `-`; generated if absent, by the store for GET. */
    readonly correlationId?: string | undefined;
}
type Takes<Args, Result> = {} extends Args ? (args?: Args, options?: CallOptions) => Promise<Result> : (args: Args, options?: CallOptions) => Promise<Result>;
/** A response can be 304 only if the call has `ifNoneMatch`. */
export type Call<Id extends OperationId> = Arguments<Id> extends {
    ifNoneMatch?: string;
} ? Takes<Flat<Omit<Arguments<Id>, "ifNoneMatch"> & {
    ifNoneMatch?: undefined;
}>, AnswerOf<Id>> & Takes<Arguments<Id>, AnswerOf<Id> | NotModified> : Takes<Arguments<Id>, AnswerOf<Id>>;
export {};
