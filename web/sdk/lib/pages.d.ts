import type { CallOptions } from "./types.js";
interface Page {
    readonly nextCursor?: string;
}
type ListCall = (args: never, options?: CallOptions) => Promise<{
    readonly status: number;
    readonly data: Page | undefined;
}>;
type ListArguments<F extends ListCall> = NonNullable<Parameters<F>[0]>;
type PageOf<F extends ListCall> = Extract<Awaited<ReturnType<F>>, {
    readonly status: 200;
}>["data"];
/**
 * All pages of a list: `for await (const page of pages(client.listProducts, { category: "shoes" }))`. Each page is read
 * when it is needed.
 */
export declare function pages<F extends ListCall>(call: F, args: ListArguments<F>, options?: CallOptions): AsyncGenerator<NonNullable<PageOf<F>>, void, undefined>;
export {};
