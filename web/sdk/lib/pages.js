/**
 * All pages of a list: `for await (const page of pages(client.listProducts, { category: "shoes" }))`. Each page is read
 * when it is needed.
 */
export async function* pages(call, args, options) {
    const list = call;
    const first = args;
    let page = (await list(first, options)).data;
    while (page !== undefined) {
        yield page;
        const cursor = page.nextCursor;
        page = cursor === undefined ? undefined : (await list({ ...first, cursor }, options)).data;
    }
}
