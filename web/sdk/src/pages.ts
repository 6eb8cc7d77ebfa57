import type { CallOptions } from "./types.js";

interface Page {
  readonly nextCursor?: string;
}

type ListCall = (args: never, options?: CallOptions) => Promise<{ readonly status: number; readonly data: Page | undefined }>;
type ListArguments<F extends ListCall> = NonNullable<Parameters<F>[0]>;
type PageOf<F extends ListCall> = Extract<Awaited<ReturnType<F>>, { readonly status: 200 }>["data"];

/**
 * All pages of a list: `for await (const page of pages(client.listProducts, { category: "shoes" }))`. Each page is read
 * when it is needed.
 */
export async function* pages<F extends ListCall>(
  call: F, args: ListArguments<F>, options?: CallOptions,
): AsyncGenerator<NonNullable<PageOf<F>>, void, undefined> {
  const list = call as unknown as (args: object, options?: CallOptions) => Promise<{ readonly data: Page | undefined }>;
  const first: object = args;
  let page = (await list(first, options)).data;
  while (page !== undefined) {
    yield page as NonNullable<PageOf<F>>;
    const cursor = page.nextCursor;
    page = cursor === undefined ? undefined : (await list({ ...first, cursor }, options)).data;
  }
}
