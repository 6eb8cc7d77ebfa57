// Generated from openapi.yaml by `npm run generate`. Do not edit.
export interface paths {
    "/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List products
         * @description A new or changed product is listed within a few seconds. `/v1/search` without `q` has the same filters, and counts the
         *     choices.
         */
        get: operations["listProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/{productId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                productId: components["parameters"]["productId"];
            };
            cookie?: never;
        };
        /** Get a product */
        get: operations["getProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/by-slug/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["schemas"]["Slug"];
            };
            cookie?: never;
        };
        /** Get a product by its slug */
        get: operations["getProductBySlug"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the categories that have products, as a tree
         * @description Each category comes right before the categories in it. Counts can be a few seconds old, as in a search.
         */
        get: operations["listCategories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search products
         * @description Finds products that have all words of `q`, in any order: in the title, SKUs, barcodes, option values, tags, category,
         *     attributes, summary or description. A word also matches longer words that begin with it, its plural or singular, and the
         *     same word with or without accents. If no product has all words, words of four letters or more may differ by one typo;
         *     `match` is then `similar`. A changed product is found within a few seconds.
         *
         *     Without `q`, the products that match the filters. The first page has `facets`: how many products there are for each
         *     choice of a filter. A filter does not narrow the counts of its own facet.
         */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/search/suggest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Suggest queries, categories and products while a customer types */
        get: operations["suggest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/openapi.yaml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get this document */
        get: operations["getContract"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the customer's carts that can be ordered
         * @description Returns at most one cart, the current one.
         */
        get: operations["listCarts"];
        put?: never;
        /**
         * Create a cart, optionally with lines
         * @description A customer's new cart becomes their current one. If a line is invalid, no cart is created, and `errors` names each invalid line by its path, such as `lines[2].sku`.
         */
        post: operations["createCart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the customer's current cart
         * @description Returns the cart that the customer last created or claimed, on any device. Returns 404 if there is none, or if it has been ordered.
         */
        get: operations["getCurrentCart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{cartId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cartId: components["parameters"]["cartId"];
            };
            cookie?: never;
        };
        /** Get a cart, with current prices next to the prices that the shopper saw */
        get: operations["getCart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{cartId}/totals": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cartId: components["parameters"]["cartId"];
            };
            cookie?: never;
        };
        /**
         * Get what a cart costs, with shipping and taxes
         * @description Computes the totals at the prices in the cart. Changes nothing. Without `country`, there are no `shippingMethods`, and taxes
         *     are those of the store's own country. Without an available `shippingMethod`, the totals contain no shipping. A checkout that
         *     names the `total` charges exactly that total. What becomes of each of the `codes` is in the answer; a checkout refuses codes
         *     that do not apply.
         */
        get: operations["getCartTotals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{cartId}/details": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cartId: components["parameters"]["cartId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Set the note, gift message and metadata
         * @description Replaces all of them. They become part of the order. Returns 409 `cart-ordered` as `putCartLine` does.
         */
        put: operations["putCartDetails"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{cartId}/items": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cartId: components["parameters"]["cartId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Set the quantities of several lines
         * @description Sets the lines that it names, at current prices, and leaves the others. A quantity of 0 removes a line. All of them are set, or
         *     none: the errors of each line are named by its path, such as `lines[2].quantity`. Returns 409 `cart-full`, `cart-ordered`
         *     and `cart-busy` as `putCartLine` does.
         */
        put: operations["putCartLines"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{cartId}/items/{sku}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cartId: components["parameters"]["cartId"];
                sku: components["parameters"]["sku"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Set the quantity of a line
         * @description Stores the current price as the price that the shopper saw. A cart can have up to 50 lines; more return 409
         *     `cart-full`. A quantity above the SKU's limit returns 409 `limit-per-order` with the `limits`. If the cart already has a live order, returns 409 `cart-ordered` with its `orderId`. A change that conflicts
         *     with a checkout of the same cart is undone and returns the same error.
         */
        put: operations["putCartLine"];
        post?: never;
        /**
         * Remove a line
         * @description Returns 409 `cart-ordered` as `putCartLine` does.
         */
        delete: operations["deleteCartLine"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{cartId}/accept-changes": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cartId: components["parameters"]["cartId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept all changes of prices, stock and limits
         * @description Takes the current prices, removes what is not sold or sold out, and caps quantities at the limits per order, so that checkout
         *     accepts the cart. `changes` says what it did. Returns 409 `cart-ordered` as `putCartLine` does.
         */
        post: operations["acceptCartChanges"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{cartId}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cartId: components["parameters"]["cartId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Assign a cart to the customer, after signing in
         * @description Makes a guest's cart the customer's current one. If the customer already has a current cart that can be ordered, the cart is
         *     merged into that one, and the response is that one: quantities of the same SKU are added, up to the limit per order, at the price
         *     that the shopper saw in the current cart. `changes` says what did not fit. From then on, the customer can use the ID of the
         *     merged cart as well, but not its versions. A repeated claim changes nothing and returns the same `changes`. Another
         *     cart of the customer's own is merged likewise. Returns 409 `cart-ordered` as `putCartLine` does.
         */
        post: operations["claimCart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/totals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get what lines without a cart cost, with shipping and taxes
         * @description Computes the totals at the current prices, which the answer contains, as a checkout of these `lines` would. Changes nothing and
         *     reserves nothing. Without `country`, there are no `shippingMethods`, and taxes are those of the store's own country. Without an
         *     available `shippingMethod`, the totals contain no shipping. A checkout that names the `total` charges exactly that total. What becomes
         *     of each of the `codes` is in the answer; a checkout refuses codes that do not apply. For a cart, use `GET /v1/carts/{cartId}/totals`.
         */
        post: operations["getTotals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Place an order
         * @description A checkout of a cart specifies the version of the cart that the shopper saw. If the cart has a different version,
         *     returns 409 `cart-changed` with the current `cart`. If `total` is specified and differs, returns 409 `total-changed` with
         *     the new `totals`. If goods are shipped and `shippingMethod` is not available at the address, returns 409
         *     `shipping-unavailable` with the `shippingMethods` that are. If a code does not apply, returns 409 `code-refused` with the
         *     `condition` that the purchase does not meet. If prices have changed, returns 409 `price-changed` with the `changes`; if SKUs are sold out, 409
         *     `sold-out` with the `skus`; if they are not sold at this time, 409 `not-available` with the `skus`; if there are more
         *     units than an order can have, 409 `limit-per-order` with the `limits`; if there are more than a customer can have, 409
         *     `limit-per-customer` with the `limits`; if SKUs are for signed-in customers only, 409 `sign-in-required` with the `skus`.
         *     Whether a customer's orders together exceed a limit is decided when stock is reserved: `StockRejected` in the timeline has
         *     `limitsReached`. Signed-in customers are counted by their ID, guests by their email address, whichever way it is written.
         *
         *     A caller who has too many unpaid units, declined payments or pending orders receives 409 `hold-limit` with `skus` and
         *     `maxUnits`, 429 `decline-limit` with `maxDeclines`, or 429 `pending-limit` with `maxOrders`; `Retry-After` has the time to
         *     wait, and is missing if the order alone has more units of a SKU than can be held unpaid. What this check misses is decided
         *     when stock is reserved: `StockRejected` in the timeline has the `holdLimit`.
         *
         *     Requests are idempotent: repeating a request returns the same order with the header `Idempotency-Replayed: true`, even if
         *     the cart has changed since. A different request with the same caller and key returns 422. A cart has at most one live
         *     order: if a different request, such as one with another email address, already ordered it, returns 409 `cart-ordered` with
         *     the `orderId` of that order if the caller can see it.
         *     If the cart's order was rejected or expired, the same request places a new order. If it was cancelled or refunded, the
         *     same request returns that order, and a different request places a new one. After 20 such orders, returns 409
         *     `cart-exhausted`: create a new cart.
         *
         *     After a 503 `unavailable`, retry the same request. To track the order, call `GET /v1/orders/{orderId}?wait=10`.
         */
        post: operations["checkout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the customer's orders, newest first */
        get: operations["listOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        /**
         * Get an order and its timeline
         * @description With `wait`, the response is delayed until the order has settled (paid, rejected, declined, ...), or, with
         *     `If-None-Match`, until it has changed. A caller's waiting time is limited (`"wait"` in `RateLimit`): when it is
         *     used up, the response is delayed by at most two seconds.
         */
        get: operations["getOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{orderId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel an order that has not shipped, or units of a paid order that have not */
        post: operations["cancelOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{orderId}/returns": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask to return units that were shipped */
        post: operations["requestReturn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{orderId}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move a guest's order to the customer's account
         * @description Takes the `orderId` that the checkout returned, and a token with the order's email address, verified; otherwise returns 403
         *     `email-mismatch`. The order then appears in the customer's list, and only the customer can see it. Returns 409 `not-claimable`
         *     while its stock is being reserved.
         */
        post: operations["claimOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{orderId}/payments": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit another payment token for an order whose stock is held
         * @description A declined payment shortens the hold: `heldUntil` is the time until which the order can be paid. After that, returns 409
         *     `not-payable`. If too many of the caller's payments were declined, returns 429 `decline-limit` with `Retry-After`.
         */
        post: operations["submitPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{orderId}/payments/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have the payment provider asked about an order that awaits payment
         * @description For a customer who returns from confirming a payment. The provider's own callback usually arrives first; then this
         *     changes nothing. Follow the order with `GET /v1/orders/{orderId}?wait=` for the result.
         */
        post: operations["refreshPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{provider}/events": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The payment provider of the store */
                provider: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receive a callback of the payment provider
         * @description For the payment provider alone, which signs its callbacks. A callback is a reason to ask the provider about the payment,
         *     which happens afterward; what it says is not taken for true.
         */
        post: operations["receivePaymentEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sandbox/charges/{chargeId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID in the sandbox's `actionUrl` */
                chargeId: string;
            };
            cookie?: never;
        };
        /** The sandbox's page on which a shopper confirms or refuses a payment */
        get: operations["showSandboxCharge"];
        put?: never;
        /** Confirm or refuse a payment of the sandbox, once */
        post: operations["decideSandboxCharge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all products, including drafts, by category and ID */
        get: operations["listAdminProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/products/{productId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                productId: components["parameters"]["productId"];
            };
            cookie?: never;
        };
        /**
         * Get a product, with what only admins can see
         * @description Also returns drafts and products that are not available now. The read is strongly consistent.
         */
        get: operations["getAdminProduct"];
        /**
         * Create or replace a product
         * @description A product is written together with its SKUs. A change that replaces too many SKUs to be written at once returns
         *     409 `change-too-large`: remove variants in one request and add others in the next.
         *
         *     Names of paths are refused: the product IDs `import`, `imports` and `by-slug`, and the SKU `adjustments`.
         */
        put: operations["putProduct"];
        post?: never;
        /** Delete a product */
        delete: operations["deleteProduct"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/products/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create or replace up to 1,000 products
         * @description Each row is imported or fails independently. `failed` lists the rows that failed, each with a problem that names the
         *     invalid fields by their paths in the request. A row fails if an earlier valid row has the same product or SKU. Products
         *     can take SKUs from each other, for example swap them; these rows are written together. Imports can be safely retried. The maximum body
         *     size is 4 MB.
         */
        post: operations["importProducts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/products/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the imports of files of the last 30 days, newest first */
        get: operations["listImports"];
        put?: never;
        /**
         * Create an import of a file of products
         * @description Returns a request that uploads the file within 15 minutes. Upload it, then start the import. The file can have up to 64 MiB, in
         *     UTF-8, with or without a byte order mark.
         *
         *     `jsonl`: each line is a product as JSON, as in the body of `PUT /v1/admin/products/{productId}`, with its `productId`. A
         *     line can have up to 64 KB.
         *
         *     `csv`: RFC 4180, with a comma. The first row has the names of columns; unknown ones are refused. Each further row is a
         *     variant, of up to 16 KB; consecutive rows with the same `productId` are a product. Columns of the product can be empty
         *     after its first row. Required columns: `productId`, `title`, `category`, `sku`, `price`. Further columns of the
         *     product: `summary`, `description`, `slug`, `status`, `availableFrom`, `availableUntil`, `taxCategory`,
         *     `requiresShipping`, `currency`, `seoTitle`, `seoDescription`, `tags` (separated by `|`), `mediaUrls` (separated by
         *     spaces), `attribute:NAME` (`true`, `false` and numbers are not strings) and `metadata:NAME`. Further columns of the variant:
         *     `compareAtPrice`, `barcode`, `weight`, `maxPerOrder`, `maxPerCustomer`, `requiresSignIn` and `option:NAME`.
         *
         *     Prices are in minor units. A product is replaced as by `PUT`. A product that comes again later in the file replaces the
         *     one before.
         */
        post: operations["createImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/products/imports/{importId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                importId: components["parameters"]["importId"];
            };
            cookie?: never;
        };
        /** Get an import of a file: its status, counts and progress */
        get: operations["getImport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/products/imports/{importId}/start": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                importId: components["parameters"]["importId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start an import whose file has been uploaded
         * @description Starting an import again has no further effect. Files that are uploaded after the start are not imported.
         */
        post: operations["startImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/products/imports/{importId}/results": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                importId: components["parameters"]["importId"];
            };
            cookie?: never;
        };
        /**
         * List the results of rows of an import
         * @description In the order of the rows, as far as the file has been read. A page can have fewer results than `limit`, also none, although
         *     there is a `nextCursor`.
         */
        get: operations["listImportResults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/mail-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the templates of emails
         * @description One entry for each email and language. Emails use the built-in template unless the shop has replaced it
         */
        get: operations["listMailTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/mail-templates/{name}/{language}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["mailTemplateName"];
                language: components["parameters"]["mailLanguage"];
            };
            cookie?: never;
        };
        /**
         * Get the template of an email
         * @description The shop's, or the built-in one. Either can be the start of another one
         */
        get: operations["getMailTemplate"];
        /**
         * Replace the template of an email
         * @description The template is rendered with sample orders and refused if that fails: see `errors` for the reason. Emails use it from then on. If it cannot be rendered later, the built-in one is used
         */
        put: operations["putMailTemplate"];
        post?: never;
        /** Return to the built-in template */
        delete: operations["deleteMailTemplate"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/mail-templates/{name}/{language}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["mailTemplateName"];
                language: components["parameters"]["mailLanguage"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Render an email about a sample order
         * @description With the template of the request, which is not stored, or if the body is `{}` with the one that emails use
         */
        post: operations["previewMailTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the store's rules for shipping, taxes and promotions
         * @description A store that never had rules has `version` 0: nothing is charged for shipping, and there are no taxes
         */
        get: operations["getRules"];
        /**
         * Replace the store's rules for shipping, taxes and promotions
         * @description The new rules apply within a minute. Orders keep the totals that they were placed with, and the `version` of the rules.
         *     Without `shippingZones`, nothing is charged for shipping; without `taxRates`, there are no taxes.
         */
        put: operations["putRules"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List webhooks */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Create a webhook
         * @description The response contains the signing secret, which is shown only here. The webhook receives events from a few seconds later on.
         *     A store can have 20 webhooks.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/webhooks/{webhookId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: components["parameters"]["webhookId"];
            };
            cookie?: never;
        };
        /** Get a webhook */
        get: operations["getWebhook"];
        /**
         * Change, pause or enable a webhook
         * @description Without `status`, a webhook stays enabled, paused or disabled. Events that happen while it is paused or disabled are skipped;
         *     a redelivery can send them later.
         */
        put: operations["putWebhook"];
        post?: never;
        /**
         * Delete a webhook
         * @description Its deliveries can no longer be read.
         */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/webhooks/{webhookId}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: components["parameters"]["webhookId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the signing secret of a webhook
         * @description The response contains the new secret, which is shown only here. Meanwhile, events are signed with the previous secret too. At
         *     most two secrets are used: another rotation ends the use of the older one at once.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/webhooks/{webhookId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: components["parameters"]["webhookId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test event to a webhook
         * @description Sends an event of the type `stampede.webhook.test.v1`, once.
         */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/webhooks/{webhookId}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: components["parameters"]["webhookId"];
            };
            cookie?: never;
        };
        /**
         * List deliveries of a webhook, newest event first
         * @description Deliveries are kept for 30 days. One that waits for its first attempt may not be listed yet.
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/webhooks/{webhookId}/deliveries/{deliveryId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: components["parameters"]["webhookId"];
                deliveryId: components["parameters"]["deliveryId"];
            };
            cookie?: never;
        };
        /** Get a delivery with its payload */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/webhooks/{webhookId}/deliveries/{deliveryId}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: components["parameters"]["webhookId"];
                deliveryId: components["parameters"]["deliveryId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deliver an event again
         * @description The event has the same `webhook-id`. If the attempt fails, it is retried like a new event.
         */
        post: operations["redeliverEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/webhooks/{webhookId}/redelivery": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: components["parameters"]["webhookId"];
            };
            cookie?: never;
        };
        /** Get the last redelivery of a webhook */
        get: operations["getRedelivery"];
        put?: never;
        /**
         * Deliver the events of a time span again
         * @description A job that delivers up to 10,000 events again, oldest first. A webhook has one at a time. Deliveries that are being retried
         *     are left out.
         */
        post: operations["startRedelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/search/rebuild": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rebuild the search index
         * @description Builds a new index from the catalog beside the one in use, which it then replaces. Searches go on meanwhile.
         */
        post: operations["rebuildSearchIndex"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/search/orders/rebuild": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rebuild the index that orders are listed from
         * @description Builds new indexes of the orders of some months beside those in use, which they then replace. Searches go on meanwhile.
         */
        post: operations["rebuildOrderIndex"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/inventory/{sku}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A SKU, or `promotion:CODE`: the uses of a limited code are stock */
                sku: components["parameters"]["stockedSku"];
            };
            cookie?: never;
        };
        /** Get the stock of a SKU */
        get: operations["getStock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/inventory/{sku}/verification": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A SKU, or `promotion:CODE`: the uses of a limited code are stock */
                sku: components["parameters"]["stockedSku"];
            };
            cookie?: never;
        };
        /**
         * Verify that all units received are either available or in orders
         * @description Reads all shards in one transaction, recent orders and changes of older ones; takes up to 20 seconds. While the
         *     SKU is being ordered, the verdict can be `UNVERIFIED`; try again later. `OVERDUE` means that the units add up, but
         *     some orders have waited for their next step for more than an hour.
         */
        get: operations["verifyStock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/inventory/{sku}/shards": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A SKU, or `promotion:CODE`: the uses of a limited code are stock */
                sku: components["parameters"]["stockedSku"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Set the number of shards of a SKU's stock
         * @description The number is stored as `minShards`. The store adds shards automatically under contention and removes them afterward,
         *     but never goes below this number.
         */
        put: operations["setShards"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/inventory/adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Adjust stock
         * @description A single adjustment is applied immediately; a body with `adjustments` is queued. Each adjustment is applied exactly once,
         *     identified by its `adjustmentId`. Adjustments of the same SKU in one body are applied in order.
         *
         *     A SKU that is not in the catalog and never had stock is refused, like every invalid field. In a body with `adjustments`,
         *     invalid lines and lines with unknown SKUs are listed in `refused`, and the others are queued. The result of a queued line
         *     appears in the `movements` of its SKU; if the line was refused, `refusal` has the reason (`insufficient-stock`,
         *     `adjustment-reused`, `unknown-sku`).
         */
        post: operations["adjustStock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List and search orders
         * @description A change of an order is found after about two seconds. `total` counts the orders that match, on all pages.
         */
        get: operations["searchOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the reports of the last seven days, newest first */
        get: operations["listReports"];
        put?: never;
        /**
         * Create a report or an export
         * @description Returns at once; ask for the report until its `status` is `completed`, then read its `file`. Amounts are in minor units.
         *     Orders are as they are when they are read, which is while the report is made.
         *
         *     `orders`: a row for each order that was placed in the period, with contact, shipping address, totals, and the amounts that
         *     were paid and refunded. `order-lines`: a row for each line of these orders. `sales`: what was sold, by day of placement and
         *     SKU, and in rows without a SKU the shipping; orders count if they were paid. `taxes`: the taxes of these orders, by name
         *     and rate. Both have what of it was refunded since. A refund of lines counts for these lines; any other amount is divided
         *     over what is left of the lines and the shipping in proportion, and so are the taxes, so that the parts always add up to
         *     what was refunded. `stock-movements`: a row for each adjustment of stock in the period.
         *
         *     `csv`: RFC 4180, in UTF-8 with a byte order mark. Texts that a spreadsheet would take for formulas, which
         *     begin with `=`, `+`, `-`, `@`, one of their full-width forms, a tab or a line break, perhaps behind apostrophes, get an apostrophe
         *     in front; programs remove one. Phone numbers with only digits, spaces and parentheses after the `+`, and negative numbers,
         *     are as they are.
         *
         *     `jsonl`: a JSON object on each line, with the columns that have a value.
         */
        post: operations["createReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/reports/{reportId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reportId: components["schemas"]["ReportId"];
            };
            cookie?: never;
        };
        /**
         * Read a report
         * @description A completed report has a `file`, whose `url` can be read without a token until it expires after 15 minutes. Reading the report again gives another one. Reports and their files are deleted after seven days.
         */
        get: operations["getReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders/{orderId}/ship": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ship an order that is sold, or units of it */
        post: operations["shipOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders/{orderId}/capture": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Capture an authorized payment without shipping, or again after a failure */
        post: operations["capturePayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders/{orderId}/capture/settle": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record that the customer paid in another way after a capture failed */
        post: operations["settleCapture"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders/{orderId}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refund an order or a part of it */
        post: operations["refundOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders/{orderId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel units of an order that is sold that have not shipped */
        post: operations["cancelUnits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders/{orderId}/refunds/{refundId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
                /** @description As in the order's `refunds` */
                refundId: components["parameters"]["refundId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the payment provider again for a refund that failed */
        post: operations["retryRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders/{orderId}/refunds/{refundId}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
                /** @description As in the order's `refunds` */
                refundId: components["parameters"]["refundId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record that a refund that failed was paid in another way */
        post: operations["settleRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders/{orderId}/returns/{returnId}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
                /** @description As in the order's `returns` */
                returnId: components["parameters"]["returnId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve a return */
        post: operations["approveReturn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders/{orderId}/returns/{returnId}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
                /** @description As in the order's `returns` */
                returnId: components["parameters"]["returnId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse a return, or close one whose units did not come */
        post: operations["refuseReturn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders/{orderId}/returns/{returnId}/receive": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
                /** @description As in the order's `returns` */
                returnId: components["parameters"]["returnId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record that the units of a return arrived */
        post: operations["receiveReturn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders/{orderId}/returns/{returnId}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
                /** @description As in the order's `returns` */
                returnId: components["parameters"]["returnId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refund a return that arrived */
        post: operations["refundReturn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    event: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An event that a webhook receives
         * @description Sent to the URL of each webhook that has the event's type, as [Standard Webhooks](https://www.standardwebhooks.com) defines
         *     it. Answer with a status from 200 to 299 within 15 seconds; anything else is a failure, also a redirect. Failed deliveries
         *     are retried for three days. The same event can come several times, always with the same `webhook-id`, and events can come in
         *     any order.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Identifies the event. Ignore an event whose ID you have handled */
                    "webhook-id": components["schemas"]["EventId"];
                    /** @description The time of this attempt in seconds since 1970. Refuse requests that are more than five minutes old */
                    "webhook-timestamp": string;
                    /** @description Signatures, separated by spaces: `v1,` and the Base64 of the HMAC-SHA-256 of `ID.TIMESTAMP.BODY`. Accept the request if one of them is right */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookEvent"];
                };
            };
            responses: {
                /** @description The event was received; its body is not read */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        Id: string;
        StockedSku: string;
        /** @description Minor units */
        Amount: number;
        Currency: string;
        /** @enum {string} */
        Availability: "IN_STOCK" | "LOW" | "OUT";
        /** @description The members that all problems share. Each `type` has its own schema, with its additional members */
        Problem: {
            /**
             * @description Identifies the kind of problem
             * @example urn:stampede:problem:not-found
             */
            type: string;
            /** @description The same for all problems of this type */
            title: string;
            /** @description The HTTP status */
            status: number;
            /** @description Explains this problem, for people; do not parse it */
            detail?: string;
            /** @description Identifies the request in the logs */
            requestId?: string;
        };
        InvalidRequestProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:invalid-request";
            /** @constant */
            status?: 400;
            /** @description The invalid fields, at most 1,000 */
            errors?: components["schemas"]["FieldError"][];
        };
        FieldError: {
            /**
             * @description Path of the field in the body, or name of the parameter or header
             * @example lines[0].quantity
             */
            field: string;
            message: string;
        };
        UnauthorizedProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:unauthorized";
            /** @constant */
            status?: 401;
        };
        ForbiddenProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:forbidden";
            /** @constant */
            status?: 403;
        };
        NotFoundProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:not-found";
            /** @constant */
            status?: 404;
        };
        ProductDeletedProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:product-deleted";
            /** @constant */
            status?: 404;
            /** Format: date-time */
            deletedAt: string;
            /** @description The admin who deleted the product, as the subject of the token */
            deletedBy: string;
        };
        UnknownSkuProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:unknown-sku";
            /** @constant */
            status?: 404;
            errors?: components["schemas"]["FieldError"][];
        };
        BodyTooLargeProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:body-too-large";
            /** @constant */
            status?: 413;
        };
        UnsupportedMediaTypeProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:unsupported-media-type";
            /** @constant */
            status?: 415;
        };
        NotAvailableProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:not-available";
            /** @constant */
            status?: 409;
            skus: components["schemas"]["Id"][];
        };
        LimitPerOrderProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:limit-per-order";
            /** @constant */
            status?: 409;
            limits: {
                sku: components["schemas"]["Id"];
                maxPerOrder: number;
            }[];
        };
        CartFullProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:cart-full";
            /** @constant */
            status?: 409;
        };
        OtherCurrencyProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:other-currency";
            /** @constant */
            status?: 409;
            currency: components["schemas"]["Currency"];
        };
        CartOrderedProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:cart-ordered";
            /** @constant */
            status?: 409;
            /** @description The `orderId` of the live order that was placed from the cart; absent if it is another customer's */
            orderId?: string;
        };
        CartBusyProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:cart-busy";
            /** @constant */
            status?: 409;
        };
        VersionMismatchProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:version-mismatch";
            /** @constant */
            status?: 412;
            /** @description The current version of the cart */
            version: number;
            cart: components["schemas"]["CurrentCart"];
        };
        NotClaimableProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:not-claimable";
            /** @constant */
            status?: 409;
            orderStatus: components["schemas"]["OrderStatus"];
        };
        EmailMismatchProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:email-mismatch";
            /** @constant */
            status?: 403;
        };
        CartChangedProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:cart-changed";
            /** @constant */
            status?: 409;
            cart: components["schemas"]["CurrentCart"];
        };
        TotalChangedProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:total-changed";
            /** @constant */
            status?: 409;
            total: components["schemas"]["Amount"];
            currency: components["schemas"]["Currency"];
            totals: components["schemas"]["Totals"];
        };
        ShippingUnavailableProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:shipping-unavailable";
            /** @constant */
            status?: 409;
            /** @description The methods that are available; none if the store does not ship there */
            shippingMethods: components["schemas"]["ShippingOption"][];
            currency: components["schemas"]["Currency"];
        };
        LimitPerCustomerProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:limit-per-customer";
            /** @constant */
            status?: 409;
            limits: {
                sku: components["schemas"]["Id"];
                maxPerCustomer: number;
            }[];
        };
        SignInRequiredProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:sign-in-required";
            /** @constant */
            status?: 409;
            skus: components["schemas"]["Id"][];
        };
        CodeRefusedProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:code-refused";
            /** @constant */
            status?: 409;
            /** @description The codes that do not apply */
            codes: components["schemas"]["CodeOutcome"][];
        };
        PriceChangedProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:price-changed";
            /** @constant */
            status?: 409;
            changes: {
                sku: components["schemas"]["Id"];
                was: components["schemas"]["Amount"];
                now: components["schemas"]["Amount"];
                currency: components["schemas"]["Currency"];
            }[];
        };
        SoldOutProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:sold-out";
            /** @constant */
            status?: 409;
            skus: components["schemas"]["Id"][];
        };
        CartEmptyProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:cart-empty";
            /** @constant */
            status?: 409;
        };
        CartExhaustedProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:cart-exhausted";
            /** @constant */
            status?: 409;
        };
        HoldLimitProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:hold-limit";
            /** @constant */
            status?: 409;
            skus: components["schemas"]["Id"][];
            /** @description Maximum number of unpaid units of a SKU */
            maxUnits: number;
        };
        IdempotencyMismatchProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:idempotency-mismatch";
            /** @constant */
            status?: 422;
        };
        ThrottledProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:throttled";
            /** @constant */
            status?: 429;
        };
        DeclineLimitProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:decline-limit";
            /** @constant */
            status?: 429;
            /** @description Maximum number of declined payments within ten minutes */
            maxDeclines: number;
        };
        PendingLimitProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:pending-limit";
            /** @constant */
            status?: 429;
            /** @description Maximum number of orders that can await payment */
            maxOrders: number;
        };
        NotPayableProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:not-payable";
            /** @constant */
            status?: 409;
            orderStatus: components["schemas"]["OrderStatus"];
        };
        InvalidSignatureProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:invalid-signature";
            /** @constant */
            status?: 400;
        };
        NotCancellableProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:not-cancellable";
            /** @constant */
            status?: 409;
            orderStatus: components["schemas"]["OrderStatus"];
            /** @description The units that can still be shipped or cancelled */
            shippable: components["schemas"]["LineUnits"][];
        };
        NotShippableProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:not-shippable";
            /** @constant */
            status?: 409;
            orderStatus: components["schemas"]["OrderStatus"];
            /** @description The units that can still be shipped or cancelled */
            shippable: components["schemas"]["LineUnits"][];
        };
        NotRefundableProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:not-refundable";
            /** @constant */
            status?: 409;
            orderStatus: components["schemas"]["OrderStatus"];
            /** @description What can still be refunded */
            refundable: components["schemas"]["Amount"];
            /** @description The units that can still be refunded; empty if the order's status does not allow it */
            refundableUnits: components["schemas"]["LineUnits"][];
        };
        RefundTooLargeProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:refund-too-large";
            /** @constant */
            status?: 409;
            orderStatus: components["schemas"]["OrderStatus"];
            requested: components["schemas"]["Amount"];
            /** @description What can still be refunded */
            refundable: components["schemas"]["Amount"];
            currency: components["schemas"]["Currency"];
        };
        NotCapturableProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:not-capturable";
            /** @constant */
            status?: 409;
            orderStatus: components["schemas"]["OrderStatus"];
        };
        CaptureNotFailedProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:capture-not-failed";
            /** @constant */
            status?: 409;
            orderStatus: components["schemas"]["OrderStatus"];
        };
        RefundNotFailedProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:refund-not-failed";
            /** @constant */
            status?: 409;
            orderStatus: components["schemas"]["OrderStatus"];
        };
        NotReturnableProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:not-returnable";
            /** @constant */
            status?: 409;
            orderStatus: components["schemas"]["OrderStatus"];
            /** @description The units that can be returned */
            returnable: components["schemas"]["LineUnits"][];
        };
        NotReceivableProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:not-receivable";
            /** @constant */
            status?: 409;
            orderStatus: components["schemas"]["OrderStatus"];
            /** @description The units that the return was approved for */
            receivable: components["schemas"]["LineUnits"][];
        };
        ReturnStatusProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:return-status";
            /** @constant */
            status?: 409;
            orderStatus: components["schemas"]["OrderStatus"];
            returnStatus: components["schemas"]["ReturnStatus"];
        };
        SlugTakenProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:slug-taken";
            /** @constant */
            status?: 409;
            slug: components["schemas"]["Slug"];
        };
        ChangeTooLargeProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:change-too-large";
            /** @constant */
            status?: 409;
        };
        SkuTakenProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:sku-taken";
            /** @constant */
            status?: 409;
            sku: components["schemas"]["Id"];
        };
        ProductBusyProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:product-busy";
            /** @constant */
            status?: 409;
        };
        ImportNotUploadedProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:import-not-uploaded";
            /** @constant */
            status?: 409;
        };
        ImportSizeMismatchProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:import-size-mismatch";
            /** @constant */
            status?: 409;
            /** @description Bytes that the import was created for */
            announcedSize: number;
            /** @description Bytes of the uploaded file */
            size: number;
        };
        ImportEndedProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:import-ended";
            /** @constant */
            status?: 409;
        };
        RulesBusyProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:rules-busy";
            /** @constant */
            status?: 409;
        };
        WebhookLimitProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:webhook-limit";
            /** @constant */
            status?: 409;
            maxWebhooks: number;
        };
        WebhookBusyProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:webhook-busy";
            /** @constant */
            status?: 409;
        };
        WebhookNotEnabledProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:webhook-not-enabled";
            /** @constant */
            status?: 409;
        };
        RedeliveryRunningProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:redelivery-running";
            /** @constant */
            status?: 409;
        };
        PreconditionFailedProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:precondition-failed";
            /** @constant */
            status?: 412;
        };
        PreconditionRequiredProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:precondition-required";
            /** @constant */
            status?: 428;
        };
        InsufficientStockProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:insufficient-stock";
            /** @constant */
            status?: 409;
            available: number;
        };
        AdjustmentReusedProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:adjustment-reused";
            /** @constant */
            status?: 422;
        };
        ShardsUnfinishedProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:shards-unfinished";
            /** @constant */
            status?: 409;
        };
        InternalErrorProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:internal-error";
            /** @constant */
            status?: 500;
        };
        UnavailableProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:unavailable";
            /** @constant */
            status?: 503;
        };
        TimeoutProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:timeout";
            /** @constant */
            status?: 504;
        };
        /** @description The current cart: show it to the shopper, then repeat the request with its version */
        CurrentCart: {
            cartId: string;
            version: number;
            currency?: components["schemas"]["Currency"];
            lines: {
                sku: components["schemas"]["Id"];
                quantity: number;
                unitPrice: components["schemas"]["Amount"];
                lineTotal: components["schemas"]["Amount"];
            }[];
            total: components["schemas"]["Amount"];
        };
        /**
         * @description The path of a category, such as `shoes/sneakers`
         * @example shoes/sneakers
         */
        CategoryPath: string;
        /**
         * @description Identifies the product in URLs; unique
         * @example field-notebook
         */
        Slug: string;
        /** @description The lowest and the highest price of the variants in stock; of all variants if none is in stock */
        PriceRange: {
            from: components["schemas"]["Amount"];
            to: components["schemas"]["Amount"];
        };
        Picture: {
            /** Format: uri */
            url: string;
            /** @description Alternative text */
            alt?: string;
            /** @description In pixels; absent, like `height`, if unknown */
            width?: number;
            height?: number;
        };
        Media: {
            /** Format: uri */
            url: string;
            /** @description Alternative text */
            alt?: string;
            /** @description In pixels; absent, like `height`, if unknown */
            width?: number;
            height?: number;
            /** @description The variants that it shows; empty if it shows all of them */
            skus: components["schemas"]["Id"][];
        };
        Option: {
            /** @example size */
            name: string;
            values: string[];
        };
        /**
         * @description A value for each option of the product, by its name; empty if the product has none
         * @example {
         *       "size": "42",
         *       "color": "red"
         *     }
         */
        OptionValues: {
            [key: string]: string;
        };
        /**
         * @description By name: 1 to 40 letters, digits, `_` and `-` that begin with a letter. Listings can be filtered by them. Numbers have at
         *     most 15 digits.
         */
        Attributes: {
            [key: string]: string | number | boolean | string[];
        };
        /** @description Title and description for search engines, if they differ from the product's title and summary */
        Seo: {
            title?: string;
            description?: string;
        };
        Tags: string[];
        Variant: {
            sku: components["schemas"]["Id"];
            options: components["schemas"]["OptionValues"];
            price: components["schemas"]["Amount"];
            /** @description The usual or former price, higher than `price`, to show beside it */
            compareAtPrice?: components["schemas"]["Amount"];
            barcode?: string;
            /** @description In grams */
            weight?: number;
            /** @description Maximum quantity in a cart and in an order */
            maxPerOrder?: number;
            /** @description The most units that all orders of a customer can hold together */
            maxPerCustomer?: number;
            /** @description True if only signed-in customers can buy it; otherwise absent */
            requiresSignIn?: boolean;
            availability: components["schemas"]["Availability"];
        };
        RateLimitProblem: components["schemas"]["Problem"] & {
            /** @constant */
            type?: "urn:stampede:problem:rate-limited";
            /**
             * @description The name of the policy in `RateLimit-Policy`
             * @enum {string}
             */
            policy: "caller" | "api-key" | "email" | "card";
        };
        SearchPage: {
            products: components["schemas"]["FoundProduct"][];
            /** @description Number of products on all pages */
            total: number;
            /**
             * @description `similar` if no product has all words of the query, and these have similar ones
             * @enum {string}
             */
            match: "exact" | "similar";
            facets?: components["schemas"]["Facets"];
            nextCursor?: string;
        };
        FoundProduct: components["schemas"]["ProductCard"] & {
            /** @description The texts of the product that have words of the query */
            highlights: components["schemas"]["Highlight"][];
        };
        Highlight: {
            /** @enum {string} */
            field: "title" | "sku" | "summary" | "description";
            /** @description The text; of a description, a passage. It is plain text: escape it for HTML */
            text: string;
            /** @description Where the words are, in order */
            matches: {
                /** @description In UTF-16 code units, as in JavaScript */
                start: number;
                /** @description The first code unit after the match */
                end: number;
            }[];
        };
        /** @description Numbers of products by choice; choices without products are absent */
        Facets: {
            categories: components["schemas"]["CategoryCount"][];
            /** @description A product counts in every range in which it offers a price */
            prices: {
                /** @description For `minPrice` */
                from: components["schemas"]["Amount"];
                /** @description For `maxPrice` */
                to: components["schemas"]["Amount"];
                count: number;
            }[];
            availability: {
                availability: components["schemas"]["Availability"];
                count: number;
            }[];
            attributes: {
                name: string;
                values: {
                    value: string;
                    count: number;
                }[];
            }[];
        };
        CategoryCount: {
            category: components["schemas"]["CategoryPath"];
            /** @description In the category and those below it */
            count: number;
        };
        Suggestions: {
            /** @description What was typed, with its last word completed */
            queries: string[];
            categories: components["schemas"]["CategoryCount"][];
            products: components["schemas"]["ProductCard"][];
        };
        ProductCard: {
            productId: components["schemas"]["Id"];
            title: string;
            slug: components["schemas"]["Slug"];
            summary?: string;
            category: components["schemas"]["CategoryPath"];
            priceRange: components["schemas"]["PriceRange"];
            /**
             * @description The usual or former price, higher than `priceRange.from`, to show beside it: the `compareAtPrice` of the variant that
             *     has the lowest price of those in `priceRange`. If several variants have that price, this is the lowest `compareAtPrice`
             *     of them, and absent if one of them has none
             */
            compareAtPrice?: components["schemas"]["Amount"];
            currency: components["schemas"]["Currency"];
            /** @description The product's first picture */
            picture?: components["schemas"]["Picture"];
            availability: components["schemas"]["Availability"];
        };
        Product: components["schemas"]["ProductCard"] & {
            description?: string;
            tags: components["schemas"]["Tags"];
            options: components["schemas"]["Option"][];
            variants: components["schemas"]["Variant"][];
            media: components["schemas"]["Media"][];
            attributes: components["schemas"]["Attributes"];
            seo?: components["schemas"]["Seo"];
            requiresShipping: boolean;
            /** Format: date-time */
            availableUntil?: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        AdminProduct: components["schemas"]["Product"] & {
            /** @description Newest first; they redirect to `slug` */
            formerSlugs: components["schemas"]["Slug"][];
            metadata: components["schemas"]["Metadata"];
            status: components["schemas"]["ProductStatus"];
            /** Format: date-time */
            availableFrom?: string;
            taxCategory?: string;
            /** @description The admin who made the last change, as the subject of the token; absent if it was not recorded */
            updatedBy?: string;
        };
        AdminProductPage: {
            products: {
                productId: components["schemas"]["Id"];
                title: string;
                slug: components["schemas"]["Slug"];
                category: components["schemas"]["CategoryPath"];
                status: components["schemas"]["ProductStatus"];
                /** Format: date-time */
                availableFrom?: string;
                /** Format: date-time */
                availableUntil?: string;
                /** Format: date-time */
                updatedAt: string;
            }[];
            nextCursor?: string;
        };
        /** @description Strings that only admins can read. Names follow the rules for names of `attributes` */
        Metadata: {
            [key: string]: string;
        };
        /** @enum {string} */
        ProductStatus: "draft" | "published";
        ProductPage: {
            products: components["schemas"]["ProductCard"][];
            nextCursor?: string;
        };
        Categories: {
            categories: {
                category: components["schemas"]["CategoryPath"];
                /** @description Parent category; absent for a top-level category */
                parent?: components["schemas"]["CategoryPath"];
                /** @description Number of products in the category and in those below it */
                products: number;
            }[];
            nextCursor?: string;
        };
        Cart: {
            cartId: string;
            /** @description Increases with each change; a checkout specifies it */
            version: number;
            currency?: components["schemas"]["Currency"];
            lines: components["schemas"]["CartLine"][];
            /** @description The prices of all lines. `GET /v1/carts/{cartId}/totals` has the amount to pay */
            total: components["schemas"]["Amount"];
            /** @description A message to the shop */
            note?: string;
            /** @description A message to the recipient */
            giftMessage?: string;
            metadata: components["schemas"]["CartMetadata"];
            /** @description Why checkout would refuse the cart now, including the warnings of its lines; empty if it would accept it */
            warnings: components["schemas"]["CartWarning"][];
            /** @description The `orderId` of the live order that was placed from this cart */
            orderId?: string;
            /** @description The version of the cart that the order was placed from; less than `version` if the cart changed during the checkout */
            orderedVersion?: number;
            /** Format: date-time */
            expiresAt: string;
        };
        CartList: {
            carts: components["schemas"]["Cart"][];
        };
        ChangedCart: components["schemas"]["Cart"] & {
            /** @description The changes that were made; empty if there were none */
            changes: components["schemas"]["CartLineChange"][];
        };
        CartLine: {
            sku: components["schemas"]["Id"];
            productId: components["schemas"]["Id"];
            title: string;
            /** @description The option values, such as `42 / red`; empty if the product has no options */
            variant: string;
            options: components["schemas"]["OptionValues"];
            picture?: components["schemas"]["Picture"];
            quantity: number;
            /** @description The price that the shopper saw */
            unitPrice: components["schemas"]["Amount"];
            lineTotal: components["schemas"]["Amount"];
            /** @description The current price; absent if the SKU is not sold */
            priceNow?: components["schemas"]["Amount"];
            /** @description The currency of priceNow, if it has changed */
            currencyNow?: components["schemas"]["Currency"];
            availability: components["schemas"]["Availability"];
            /** @description Maximum quantity in a cart and in an order */
            maxPerOrder?: number;
            /** @description The most units that all orders of a customer can hold together */
            maxPerCustomer?: number;
            /** @description True if only signed-in customers can buy it; otherwise absent */
            requiresSignIn?: boolean;
            metadata: components["schemas"]["LineMetadata"];
            /** @description Why checkout would refuse this line now */
            warnings: components["schemas"]["CartWarning"][];
        };
        CartWarning: {
            /**
             * @description `NOT_AVAILABLE`: the SKU is not for sale now. `NOT_ENOUGH_STOCK`: the SKU is sold out. A line without this warning can
             *     still exceed the stock, which only checkout detects. `LIMIT_PER_ORDER`: more than `maxPerOrder`.
             *     `LIMIT_PER_CUSTOMER`: more than `maxPerCustomer`. `SIGN_IN_REQUIRED`: the cart is a guest's. `PRICE_CHANGED`: `priceNow` is not `unitPrice`.
             *     `CART_EMPTY`: no lines. `CART_ORDERED`: the cart has a live order. `CART_EXHAUSTED`: too many of its orders failed.
             * @enum {string}
             */
            code: "NOT_AVAILABLE" | "NOT_ENOUGH_STOCK" | "LIMIT_PER_ORDER" | "LIMIT_PER_CUSTOMER" | "SIGN_IN_REQUIRED" | "PRICE_CHANGED" | "CART_EMPTY" | "CART_ORDERED" | "CART_EXHAUSTED";
            /** @description The line; absent if the warning is about the cart */
            sku?: components["schemas"]["Id"];
        };
        CartLineChange: {
            /**
             * @description As in `CartWarning`. `OTHER_CURRENCY`: the price is in a different currency from the other lines. `CART_FULL`: the cart would exceed 50 lines or the maximum total
             * @enum {string}
             */
            code: "NOT_AVAILABLE" | "NOT_ENOUGH_STOCK" | "LIMIT_PER_ORDER" | "LIMIT_PER_CUSTOMER" | "PRICE_CHANGED" | "OTHER_CURRENCY" | "CART_FULL";
            sku: components["schemas"]["Id"];
            title: string;
            /** @description The requested quantity */
            quantityWas: number;
            /** @description The quantity now; 0 if the line was removed */
            quantity: number;
            unitPriceWas: components["schemas"]["Amount"];
            /** @description The price now; `unitPriceWas` if the line was removed */
            unitPrice: components["schemas"]["Amount"];
        };
        NewCart: {
            /** @description A message to the shop */
            note?: string;
            /** @description A message to the recipient */
            giftMessage?: string;
            metadata?: components["schemas"]["CartMetadata"];
            lines?: components["schemas"]["NewCartLine"][];
        };
        NewCartLine: {
            sku: components["schemas"]["Id"];
            quantity: number;
            metadata?: components["schemas"]["LineMetadata"];
        };
        CartDetails: {
            /** @description A message to the shop */
            note?: string;
            /** @description A message to the recipient */
            giftMessage?: string;
            metadata?: components["schemas"]["CartMetadata"];
        };
        /**
         * @description At most 10 strings of up to 100 characters, for the front end. Names are 1 to 20 letters, digits, `_` and `-` that begin with a letter
         * @example {
         *       "source": "app"
         *     }
         */
        CartMetadata: {
            [key: string]: string;
        };
        /**
         * @description At most 3 strings of up to 60 characters, with names like those of a cart's metadata. A request without it leaves it as it is
         * @example {
         *       "engraving": "Ada"
         *     }
         */
        LineMetadata: {
            [key: string]: string;
        };
        /** @description What the cart had besides lines */
        OrderNotes: {
            /** @description A message to the shop */
            note?: string;
            /** @description A message to the recipient */
            giftMessage?: string;
            metadata: components["schemas"]["CartMetadata"];
            /** @description Metadata of lines by SKU */
            lineMetadata: {
                [key: string]: components["schemas"]["LineMetadata"];
            };
        };
        CartLines: {
            lines: {
                sku: components["schemas"]["Id"];
                /** @description 0 removes the line */
                quantity: number;
                metadata?: components["schemas"]["LineMetadata"];
            }[];
        };
        LineQuantity: {
            quantity: number;
            metadata?: components["schemas"]["LineMetadata"];
        };
        /** @description The part of an ISO 3166-2 code after the country, such as `CA` for California */
        Region: string;
        /** @description ISO 3166-1 alpha-2 */
        Country: string;
        ShippingMethodId: string;
        Reduction: {
            /** @description The name of the promotion */
            reason: string;
            /** @description Absent if the promotion is automatic */
            code?: components["schemas"]["PromotionCode"];
            amount: components["schemas"]["Amount"];
        };
        /** @example WELCOME10 */
        PromotionCode: string;
        /** @description What becomes of a code */
        CodeOutcome: {
            code: components["schemas"]["PromotionCode"];
            applies: boolean;
            /**
             * @description Why it does not apply. `SIGNED_IN`: it is for signed-in customers; `FIRST_ORDER`: for a customer's first order; `PRODUCTS`: for other products or categories; `SUBTOTAL`: the goods that it is for cost less than `minSubtotal`; `QUANTITY`: there are too few units; `CURRENCY`: prices are in another currency; `NOTHING_TO_REDUCE`: nothing is left to reduce
             * @enum {string}
             */
            condition?: "UNKNOWN" | "NOT_STARTED" | "ENDED" | "CURRENCY" | "SIGNED_IN" | "FIRST_ORDER" | "PRODUCTS" | "SUBTOTAL" | "QUANTITY" | "USED_UP" | "NOTHING_TO_REDUCE";
            /** @description In minor units, with the condition `SUBTOTAL` */
            minSubtotal?: components["schemas"]["Amount"];
        };
        /** @description What a cart or an order costs, and of what that consists. The parts always equal the whole: `total` is `subtotal` - `discount` + `shipping.total`, and + `tax` unless `taxIncluded` */
        Totals: {
            /** @description The prices of all lines */
            subtotal: components["schemas"]["Amount"];
            /** @description Discounts on lines, each with its reason */
            discounts: components["schemas"]["Reduction"][];
            /** @description The sum of `discounts` */
            discount: components["schemas"]["Amount"];
            /** @description Absent if nothing is shipped or no method is chosen */
            shipping?: {
                method: components["schemas"]["ShippingMethodId"];
                name: string;
                price: components["schemas"]["Amount"];
                discounts: components["schemas"]["Reduction"][];
                /** @description `price` after `discounts` */
                total: components["schemas"]["Amount"];
            };
            /** @description One for each name and rate */
            taxes: {
                /** @example VAT */
                name: string;
                /**
                 * @description Percent
                 * @example 19
                 */
                rate: number;
                /** @description The amount without taxes that is taxed */
                taxable: components["schemas"]["Amount"];
                amount: components["schemas"]["Amount"];
            }[];
            /** @description Whether prices include `tax`; otherwise it is added to them */
            taxIncluded: boolean;
            /** @description The sum of `taxes` */
            tax: components["schemas"]["Amount"];
            /** @description The amount to pay */
            total: components["schemas"]["Amount"];
        };
        ShippingOption: {
            id: components["schemas"]["ShippingMethodId"];
            name: string;
            /** @description 0 if it is free for these goods */
            price: components["schemas"]["Amount"];
        };
        TotalsRequest: {
            lines: {
                sku: string;
                quantity: number;
            }[];
            /** @description The country of the address */
            country?: components["schemas"]["Country"];
            /** @description The region of the address; ignored without `country` */
            region?: components["schemas"]["Region"];
            /** @description The `id` of the chosen shipping method */
            shippingMethod?: components["schemas"]["ShippingMethodId"];
            /** @description Codes of promotions: letters, digits and hyphens, in any case */
            codes?: string[];
        };
        PurchaseTotals: {
            currency: components["schemas"]["Currency"];
            lines: {
                sku: string;
                productId: string;
                name: string;
                quantity: number;
                /** @description The current price, to be named by the checkout */
                unitPrice: components["schemas"]["Amount"];
                /** @description The price before discounts */
                lineTotal: components["schemas"]["Amount"];
                /** @description The line's part of the discounts */
                discount: components["schemas"]["Amount"];
                /** @description The line's part of the taxes, included in the price or added to it */
                tax: components["schemas"]["Amount"];
            }[];
            totals: components["schemas"]["Totals"];
            /** @description What becomes of each code that the request names */
            codes: components["schemas"]["CodeOutcome"][];
            /** @description Whether a checkout must name an address and one of the `shippingMethods` */
            needsShipping: boolean;
            /** @description The methods that are available at the destination; if it is known and there are none, the store does not ship there */
            shippingMethods: components["schemas"]["ShippingOption"][];
        };
        CartTotals: {
            /** @description Another cart than the one requested if that one was merged */
            cartId: string;
            version: number;
            currency: components["schemas"]["Currency"];
            totals: components["schemas"]["Totals"];
            /** @description What becomes of each code that the request names */
            codes: components["schemas"]["CodeOutcome"][];
            /** @description Whether a checkout must name an address and one of the `shippingMethods` */
            needsShipping: boolean;
            /** @description The methods that are available at the destination; if it is known and there are none, the store does not ship there */
            shippingMethods: components["schemas"]["ShippingOption"][];
        };
        /** @description Rates of the same name are alternatives: one for the region comes before one for the country, and one for the category before one for all. Rates of different names apply together */
        TaxRate: {
            /**
             * @description As customers read it
             * @example VAT
             */
            name: string;
            country: components["schemas"]["Country"];
            /** @description The whole country if absent */
            region?: components["schemas"]["Region"];
            /** @description The `taxCategory` of products and shipping methods; all without a rate of their own if absent */
            category?: string;
            /** @description Percent, with at most 4 decimals. The rates that can apply together add up to at most 100 */
            rate: number;
        };
        ShippingZone: {
            /** @description For the shop */
            name: string;
            /** @description Each in one zone only. A zone without places is the rest of the world */
            places?: {
                country: components["schemas"]["Country"];
                /** @description The whole country if empty */
                regions?: components["schemas"]["Region"][];
            }[];
            methods: components["schemas"]["ShippingMethod"][];
        };
        ShippingMethod: {
            /** @description What a checkout names; unique in its zone */
            id: components["schemas"]["ShippingMethodId"];
            /** @description As customers read it */
            name: string;
            /**
             * @description What `upTo` is compared with: the value after discounts, in minor units, or the weight, in grams, of the goods that are shipped
             * @default VALUE
             * @enum {string}
             */
            basis: "VALUE" | "WEIGHT";
            /** @description Ascending. The first step that is not exceeded has the price; if all are, the method is not available */
            steps: {
                /** @description Only the last step has no limit */
                upTo?: number;
                /** @description Minor units */
                price: number;
            }[];
            /** @description The value of the goods from which the method is free */
            freeFrom?: number;
            /** @description By which the price is taxed */
            taxCategory?: string;
        };
        /** @description A reduction. Promotions apply in their order, each to what the ones before leave; a purchase gets every automatic one and those of its codes whose conditions it meets */
        Promotion: {
            /** @description As customers read it: the reason of the discount */
            name: string;
            /**
             * @description Letters, digits and hyphens, in any case; unique. Without a code, the promotion is automatic
             * @example WELCOME10
             */
            code?: string;
            /**
             * @description What is reduced: the lines by `percent` or by `amount`, the price of shipping to nothing, or of every `buy` + `get` units the `get` cheapest ones by `percent`
             * @enum {string}
             */
            kind: "PERCENT" | "AMOUNT" | "FREE_SHIPPING" | "BUY_X_GET_Y";
            /** @description Required for `PERCENT`; 100 by default for `BUY_X_GET_Y` */
            percent?: number;
            /** @description Minor units, required for `AMOUNT` */
            amount?: number;
            /** @description Required for `BUY_X_GET_Y` */
            buy?: number;
            /** @description Required for `BUY_X_GET_Y` */
            get?: number;
            conditions?: components["schemas"]["PromotionConditions"];
            /** @description How many orders can have the code, in all. An order that ends without a sale gives its use back. It can be raised, never lowered, also if the promotion was removed meanwhile; at most 90 promotions can have it */
            uses?: number;
        };
        /** @description A promotion is for the lines of the given `products` and `categories`, or for all lines if none are given */
        PromotionConditions: {
            /** @description What these lines must cost at least before discounts, in minor units */
            minSubtotal?: number;
            products?: components["schemas"]["Id"][];
            /** @description Each with the categories in it */
            categories?: string[];
            /** Format: date-time */
            from?: string;
            /**
             * Format: date-time
             * @description When the promotion has ended
             */
            until?: string;
            /**
             * @description Whether it is for signed-in customers only
             * @default false
             */
            signedIn: boolean;
            /**
             * @description Whether it is only for signed-in customers whose earlier orders, if any, ended without a sale
             * @default false
             */
            firstOrder: boolean;
        };
        Rules: {
            /** @description Increases with each change; 0 if there never were rules */
            version: number;
            /** @description The store's currency when the rules were saved. Nothing in another currency can be shipped */
            currency: components["schemas"]["Currency"];
            country?: components["schemas"]["Country"];
            pricesIncludeTax: boolean;
            taxRates: components["schemas"]["TaxRate"][];
            shippingZones: components["schemas"]["ShippingZone"][];
            promotions: components["schemas"]["Promotion"][];
            /** Format: date-time */
            updatedAt?: string;
            /** @description The subject of the token of the admin who changed them */
            updatedBy?: string;
        };
        MailTemplateList: {
            templates: {
                name: string;
                language: string;
                isReplaced: boolean;
                /**
                 * Format: date-time
                 * @description When the shop replaced it
                 */
                changedAt?: string;
            }[];
        };
        MailTemplate: {
            name: string;
            language: string;
            isReplaced: boolean;
            /**
             * Format: date-time
             * @description When the shop replaced it
             */
            changedAt?: string;
            html: string;
            text: string;
        };
        MailTemplateWrite: {
            /** @description Mustache. Values are escaped. `{{<layout}}` is the frame of the built-in emails */
            html: string;
            /** @description Mustache. The first line is `Subject: ` and the subject. `{{>lines}}` is what was ordered */
            text: string;
        };
        /** @description Either both members or none */
        MailTemplatePreviewRequest: {
            html?: string;
            text?: string;
        };
        MailPreview: {
            subject: string;
            html: string;
            text: string;
        };
        RulesWrite: {
            /** @description Where the store is. Taxes are those of this country until the shopper's address is known */
            country?: components["schemas"]["Country"];
            /**
             * @description Whether prices include taxes. A price is the same for every destination: where no rate applies, the whole price is charged without tax
             * @default false
             */
            pricesIncludeTax: boolean;
            taxRates?: components["schemas"]["TaxRate"][];
            shippingZones?: components["schemas"]["ShippingZone"][];
            /** @description In the order in which they apply */
            promotions?: components["schemas"]["Promotion"][];
        };
        /** @description `postalCode` is required, except in countries that have none and in IE, JM, KE, NG, PA and TZ, and has the form of the country's postal codes. `region` is required in AU, BR, CA, IN, MX and US */
        Address: {
            /** @description The recipient, if not the customer */
            name?: string;
            company?: string;
            line1: string;
            line2?: string;
            city: string;
            /** @description The part of an ISO 3166-2 code after the country, such as `CA` for California */
            region?: string;
            postalCode?: string;
            country: components["schemas"]["Country"];
            /** @description For the carrier */
            phone?: string;
        };
        /** @description Either `cartId` and `version`, or `lines` and `currency` with the header `Idempotency-Key` */
        Checkout: {
            cartId?: string;
            /** @description The version of the cart that the shopper saw. Required with `cartId` unless `If-Match` is specified; not allowed with `lines` */
            version?: number;
            /** @description The total that the shopper saw, with shipping and taxes */
            total?: components["schemas"]["Amount"];
            lines?: {
                sku: components["schemas"]["Id"];
                quantity: number;
                /** @description The price that the shopper saw */
                unitPrice: components["schemas"]["Amount"];
            }[];
            currency?: components["schemas"]["Currency"];
            /** @description The domain can be internationalized and is kept in its ASCII form. The part before the `@` must be ASCII */
            email: string;
            /**
             * @description The language of the shopper, a BCP 47 tag. Emails are in this language if it is one of `en`, `de`, `fr` and `es`, and otherwise in the store's; the region determines how amounts and dates are written
             * @example de-AT
             */
            locale?: string;
            name?: string;
            shippingAddress?: components["schemas"]["Address"];
            /** @description If it is not the shipping address */
            billingAddress?: components["schemas"]["Address"];
            /** @description Required with `shippingAddress` if goods are shipped and the store has shipping zones; ignored otherwise */
            shippingMethod?: components["schemas"]["ShippingMethodId"];
            /** @description Codes of promotions: letters, digits and hyphens, in any case. All of them must apply */
            codes?: string[];
            /** @description The token that the payment provider's form returned to the front end. Required unless there is nothing to pay */
            paymentToken?: string;
        };
        Accepted: {
            /** @description The key to the order. Whoever has it can see, pay and cancel a guest's order: keep it secret */
            orderId: string;
            reference: components["schemas"]["OrderReference"];
            status: components["schemas"]["OrderStatus"];
            currency?: components["schemas"]["Currency"];
            total?: components["schemas"]["Amount"];
        };
        PaymentAccepted: {
            /** @description The key to the order; absent if the request used the reference */
            orderId?: string;
            reference: components["schemas"]["OrderReference"];
            status: components["schemas"]["OrderStatus"];
            total: components["schemas"]["Amount"];
            /** @description Number of the payment attempt, from 0 */
            attempt: number;
        };
        PaymentSubmission: {
            paymentToken: string;
        };
        /** @description The order's public ID, as in emails, events and logs. It gives no access to a guest's order */
        OrderReference: string;
        /**
         * @description - `PLACED`: accepted; stock is not reserved yet.
         *     - `RESERVED`: stock is held; the payment is in progress.
         *     - `REJECTED`: there was not enough stock, the order has more units than can be held unpaid or than its customer can have, or a code was used up. Final.
         *     - `PAYMENT_DECLINED`: the payment was declined; stock is held, and another token can be submitted.
         *     - `PAYMENT_ACTION_REQUIRED`: the customer must confirm the payment; stock is held.
         *     - `AUTHORIZED`: sold; the payment is authorized, and captured when the order ships.
         *     - `CAPTURE_PENDING`: the authorized payment is being captured, after which a parcel may ship.
         *     - `CAPTURE_FAILED`: the authorized payment could not be captured; the shop must retry, settle it or cancel the order.
         *     - `PAID`: paid; not shipped yet.
         *     - `PAID_LATE`: the payment succeeded after the hold ended; stock is being reserved again.
         *     - `PAID_LATE_RESERVED`: the stock for a late payment is reserved again; the order becomes `PAID` within seconds.
         *     - `PARTIALLY_SHIPPED`: some units were given to a carrier, others are still to be.
         *     - `SHIPPED`: all units were given to a carrier, except for those that were cancelled. Final unless refunded or returned.
         *     - `REFUND_PENDING`: all money is being refunded, or no unit is left to ship and none has shipped.
         *     - `REFUND_FAILED`: the payment provider refused a refund; the shop must retry or settle it.
         *     - `REFUNDED`: all money was refunded, or refunds cover all units, none of which shipped. What is `refundable` can still be refunded.
         *     - `CANCELLED`: cancelled before a payment was captured. Final unless a payment arrives late.
         *     - `EXPIRED`: the hold ended before payment. Final unless a payment arrives late.
         * @enum {string}
         */
        OrderStatus: "PLACED" | "RESERVED" | "REJECTED" | "PAYMENT_DECLINED" | "PAYMENT_ACTION_REQUIRED" | "AUTHORIZED" | "CAPTURE_PENDING" | "CAPTURE_FAILED" | "PAID" | "PAID_LATE" | "PAID_LATE_RESERVED" | "PARTIALLY_SHIPPED" | "SHIPPED" | "REFUND_PENDING" | "REFUND_FAILED" | "REFUNDED" | "CANCELLED" | "EXPIRED";
        Order: {
            /** @description The key to the order; absent in lists and if the request used the reference */
            orderId?: string;
            reference: components["schemas"]["OrderReference"];
            number: components["schemas"]["OrderNumber"];
            status: components["schemas"]["OrderStatus"];
            currency: components["schemas"]["Currency"];
            lines: {
                sku: components["schemas"]["Id"];
                productId: components["schemas"]["Id"];
                name: string;
                quantity: number;
                unitPrice: components["schemas"]["Amount"];
                /** @description The price of all units before discounts */
                lineTotal: components["schemas"]["Amount"];
                /** @description The line's part of the discounts */
                discount: components["schemas"]["Amount"];
                /** @description The line's part of the taxes, included in the price or added to it */
                tax: components["schemas"]["Amount"];
                /** @description Units that were given to a carrier */
                shipped: number;
                /** @description Units that were cancelled after they were sold */
                cancelled: number;
                /** @description Units that came back */
                returned: number;
                /** @description Units of an order that is sold that are still to be shipped */
                shippable: number;
                /** @description Units that can be returned */
                returnable: number;
            }[];
            /** @description The amount to pay */
            total: components["schemas"]["Amount"];
            /** @description What was charged: less than the total if units were cancelled before the capture, 0 if nothing was charged yet */
            captured: components["schemas"]["Amount"];
            /** @description What was paid back */
            refunded: components["schemas"]["Amount"];
            /** @description What is being paid back, including refunds that failed */
            refundPending: components["schemas"]["Amount"];
            /** @description What can still be refunded */
            refundable: components["schemas"]["Amount"];
            /** @description What the customer disputes at the bank, or got back by a dispute, if anything: it cannot be refunded */
            disputed?: components["schemas"]["Amount"];
            /** @description Of what the total consists, as it was when the order was placed */
            totals: components["schemas"]["Totals"];
            /** @description The codes of promotions that the order has */
            codes: components["schemas"]["PromotionCode"][];
            /** Format: date-time */
            placedAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** @description The payment that is authorized and not captured, if there is one */
            authorization?: {
                /** @description What is to be captured: what was authorized, less what was cancelled */
                amount: components["schemas"]["Amount"];
                /**
                 * Format: date-time
                 * @description When the authorization ends
                 */
                captureBefore: string;
                /** @description The payment provider's code, if the capture failed. Included only for admins, and not in lists */
                failure?: string;
            };
            /**
             * Format: date-time
             * @description The time until which the order can be paid; a declined payment shortens it
             */
            heldUntil?: string;
            /** @description What a payment waits for: another token after `reason`, or the customer's confirmation at `actionUrl` or with `clientSecret` */
            paymentDue?: {
                attempt: number;
                reason?: string;
                /**
                 * Format: uri
                 * @description A page where the customer confirms the payment
                 */
                actionUrl?: string;
                /** @description Lets the payment provider's form ask the customer to confirm, for example `stripe.handleNextAction` of Stripe.js */
                clientSecret?: string;
            };
            /** @description Not included in lists */
            shipments?: components["schemas"]["OrderShipment"][];
            /** @description Not included in lists */
            refunds?: components["schemas"]["OrderRefund"][];
            /** @description Not included in lists */
            returns?: components["schemas"]["OrderReturn"][];
            /** @description The facts of the order, oldest first; not included in lists */
            timeline?: components["schemas"]["TimelineEntry"][];
            /** @description Included only for the customer who owns the order and for admins */
            contact?: components["schemas"]["Contact"];
            /** @description Included like `contact`, if there are any */
            notes?: components["schemas"]["OrderNotes"];
        };
        /**
         * @description What people read out and type; its last character is a check character. It gives no access
         * @example 7KQ2-M9XD-4T6V
         */
        OrderNumber: string;
        LineUnits: {
            sku: components["schemas"]["Id"];
            quantity: number;
        };
        OrderShipment: {
            shipmentId: number;
            /** Format: date-time */
            shippedAt: string;
            lines: components["schemas"]["LineUnits"][];
            carrier?: string;
            trackingNumber?: string;
            /** Format: uri */
            trackingUrl?: string;
        };
        /** @enum {string} */
        RefundKind: "CANCELLED" | "SHOP" | "RETURNED" | "SOLD_OUT_AFTER_HOLD" | "REPLACED";
        OrderRefund: {
            refundId: number;
            /** Format: date-time */
            requestedAt: string;
            /**
             * @description `SETTLED`: the shop paid in another way
             * @enum {string}
             */
            status: "PENDING" | "FAILED" | "REFUNDED" | "SETTLED";
            kind: components["schemas"]["RefundKind"];
            amount: components["schemas"]["Amount"];
            /** @description The refunded units; empty for an amount alone */
            lines: components["schemas"]["LineUnits"][];
            /** @description The units that return to stock once the refund is paid */
            restocked: components["schemas"]["LineUnits"][];
            /** @description The return that it pays for */
            returnId?: number;
            /** @description In the shop's words */
            reason?: string;
            /** @description The payment provider's code. Included only for admins */
            failure?: string;
        };
        /** @enum {string} */
        ReturnStatus: "REQUESTED" | "APPROVED" | "REFUSED" | "RECEIVED" | "REFUNDED";
        OrderReturn: {
            returnId: number;
            /** Format: date-time */
            requestedAt: string;
            status: components["schemas"]["ReturnStatus"];
            /** @description The units to return; once received, those that came */
            lines: components["schemas"]["LineUnits"][];
            restocked: components["schemas"]["LineUnits"][];
            refundId?: number;
            /** @description In the customer's words */
            reason?: string;
            /** @description In the shop's words */
            refusal?: string;
        };
        OrderCancel: {
            /** @description Units of an order that is sold to cancel; without them, the order is cancelled */
            lines?: components["schemas"]["LineUnits"][];
        };
        UnitsCancelled: {
            lines: components["schemas"]["LineUnits"][];
            /**
             * @description Whether the units return to stock
             * @default true
             */
            restock: boolean;
            /** @description The customer can see it */
            reason?: string;
        };
        /** @description By `amount`, by `lines`, or both. An amount alone leaves the units as they are. Units that have not shipped are taken first, and are cancelled. A refund of all that is left also cancels what has not shipped */
        RefundWrite: {
            /** @description By default the price of the lines; without lines, all that is left */
            amount?: components["schemas"]["Amount"];
            lines?: components["schemas"]["LineUnits"][];
            /** @description Whether the units return to stock; by default, those that did not ship */
            restock?: boolean;
            /** @description The customer can see it */
            reason?: string;
        };
        ReasonWrite: {
            reason?: string;
        };
        ReturnWrite: {
            lines: components["schemas"]["LineUnits"][];
            reason?: string;
        };
        ReturnReceipt: {
            /** @description The units that came; by default all */
            lines?: components["schemas"]["LineUnits"][];
            /**
             * @description Whether the units return to stock
             * @default true
             */
            restock: boolean;
        };
        ReturnRefund: {
            /** @description By default the price of the units */
            amount?: components["schemas"]["Amount"];
            /** @description The customer can see it */
            reason?: string;
        };
        /** @description A fact of an order. `type` tells which members it has */
        TimelineEntry: components["schemas"]["OrderPlacedEntry"] | components["schemas"]["OrderClaimedEntry"] | components["schemas"]["StockReservedEntry"] | components["schemas"]["StockRejectedEntry"] | components["schemas"]["PaymentSubmittedEntry"] | components["schemas"]["PaymentAuthorizedEntry"] | components["schemas"]["CaptureRequestedEntry"] | components["schemas"]["CaptureFailedEntry"] | components["schemas"]["CaptureSettledEntry"] | components["schemas"]["UnitsCancelledEntry"] | components["schemas"]["PaymentCapturedEntry"] | components["schemas"]["PaymentCapturedLateEntry"] | components["schemas"]["PaymentDeclinedEntry"] | components["schemas"]["PaymentActionRequiredEntry"] | components["schemas"]["OrderCancelledEntry"] | components["schemas"]["PaymentReportedEntry"] | components["schemas"]["HoldExtendedEntry"] | components["schemas"]["HoldExpiredEntry"] | components["schemas"]["OrderShippedEntry"] | components["schemas"]["RefundRequestedEntry"] | components["schemas"]["RefundedEntry"] | components["schemas"]["RefundFailedEntry"] | components["schemas"]["RefundRetriedEntry"] | components["schemas"]["RefundSettledEntry"] | components["schemas"]["ReturnRequestedEntry"] | components["schemas"]["ReturnApprovedEntry"] | components["schemas"]["ReturnRefusedEntry"] | components["schemas"]["ReturnReceivedEntry"] | components["schemas"]["StockReleasedEntry"];
        OrderPlacedEntry: {
            /** @description Position in the timeline, from 0 */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @constant */
            type: "OrderPlaced";
            amount: components["schemas"]["Amount"];
            currency: components["schemas"]["Currency"];
        };
        /** @description A customer claimed a guest's order */
        OrderClaimedEntry: {
            /** @description Position in the timeline, from 0 */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @constant */
            type: "OrderClaimed";
        };
        StockReservedEntry: {
            /** @description Position in the timeline, from 0 */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @constant */
            type: "StockReserved";
            /**
             * Format: date-time
             * @description The time until which the order can be paid
             */
            heldUntil: string;
        };
        StockRejectedEntry: {
            /** @description Position in the timeline, from 0 */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @constant */
            type: "StockRejected";
            /** @description The missing units */
            shortages: components["schemas"]["Shortage"][];
            /** @description The codes that had no uses left */
            usedUpCodes?: components["schemas"]["PromotionCode"][];
            /** @description The limits that the customer's orders would exceed together */
            limitsReached?: {
                sku: components["schemas"]["Id"];
                maxPerCustomer: number;
            }[];
            /** @description False if the order has a discount for a first order, and another order of the customer has it too */
            isFirstOrder?: boolean;
            holdLimit?: components["schemas"]["HoldLimit"];
        };
        PaymentSubmittedEntry: {
            /** @description Position in the timeline, from 0 */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @constant */
            type: "PaymentSubmitted";
            /** @description Number of the payment attempt, from 0 */
            attempt: number;
        };
        PaymentAuthorizedEntry: {
            /** @description Position in the timeline, from 0 */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @constant */
            type: "PaymentAuthorized";
            amount: components["schemas"]["Amount"];
            currency: components["schemas"]["Currency"];
            /**
             * Format: date-time
             * @description When the authorization ends
             */
            captureBefore: string;
        };
        /** @description The authorized payment is to be captured. If there are `lines`, they ship once it is */
        CaptureRequestedEntry: {
            /** @description Position in the timeline, from 0 */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @constant */
            type: "CaptureRequested";
            carrier?: string;
            trackingNumber?: string;
            /** Format: uri */
            trackingUrl?: string;
            lines?: components["schemas"]["LineUnits"][];
            /**
             * @description Who made the decision
             * @enum {string}
             */
            by?: "customer" | "guest" | "admin" | "store";
            /** @description The subject of that person's token. Included only for admins */
            subject?: string;
        };
        /** @description The authorized payment was not captured, or the authorization ended */
        CaptureFailedEntry: {
            /** @description Position in the timeline, from 0 */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @constant */
            type: "CaptureFailed";
            /** @description The payment provider's code. Included only for admins */
            reason?: string;
        };
        /** @description The customer paid in another way */
        CaptureSettledEntry: {
            /** @description Position in the timeline, from 0 */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @constant */
            type: "CaptureSettled";
            amount: components["schemas"]["Amount"];
            currency: components["schemas"]["Currency"];
            /**
             * @description Who made the decision
             * @enum {string}
             */
            by?: "customer" | "guest" | "admin" | "store";
            /** @description The subject of that person's token. Included only for admins */
            subject?: string;
        };
        /** @description Units were cancelled before the payment was captured */
        UnitsCancelledEntry: {
            /** @description Position in the timeline, from 0 */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @constant */
            type: "UnitsCancelled";
            /** @description By how much less is captured */
            amount: components["schemas"]["Amount"];
            currency: components["schemas"]["Currency"];
            lines: components["schemas"]["LineUnits"][];
            /**
             * @description Who made the decision
             * @enum {string}
             */
            by?: "customer" | "guest" | "admin" | "store";
            /** @description The subject of that person's token. Included only for admins */
            subject?: string;
        };
        PaymentCapturedEntry: {
            /** @description Position in the timeline, from 0 */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @constant */
            type: "PaymentCaptured";
            amount: components["schemas"]["Amount"];
            currency: components["schemas"]["Currency"];
        };
        PaymentCapturedLateEntry: {
            /** @description Position in the timeline, from 0 */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @constant */
            type: "PaymentCapturedLate";
            amount: components["schemas"]["Amount"];
            currency: components["schemas"]["Currency"];
        };
        PaymentDeclinedEntry: {
            /** @description Position in the timeline, from 0 */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @constant */
            type: "PaymentDeclined";
            /** @description Number of the payment attempt, from 0 */
            attempt: number;
            /** @example card_declined */
            reason: string;
            /**
             * Format: date-time
             * @description The time until which the order can be paid
             */
            heldUntil?: string;
        };
        PaymentActionRequiredEntry: {
            /** @description Position in the timeline, from 0 */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @constant */
            type: "PaymentActionRequired";
            /** @description Number of the payment attempt, from 0 */
            attempt: number;
        };
        OrderCancelledEntry: {
            /** @description Position in the timeline, from 0 */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @constant */
            type: "OrderCancelled";
            /**
             * @description Who made the decision
             * @enum {string}
             */
            by?: "customer" | "guest" | "admin" | "store";
            /** @description The subject of that person's token. Included only for admins */
            subject?: string;
        };
        /** @description What happened to the payment at the provider, such as a dispute, without the store having asked for it */
        PaymentReportedEntry: {
            /** @description Position in the timeline, from 0 */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @constant */
            type: "PaymentReported";
            /** @enum {string} */
            report: "REFUNDED" | "DISPUTED" | "DISPUTE_WON" | "DISPUTE_LOST";
            amount: components["schemas"]["Amount"];
            currency: components["schemas"]["Currency"];
        };
        /** @description The payment was still being processed when the hold was due to end */
        HoldExtendedEntry: {
            /** @description Position in the timeline, from 0 */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @constant */
            type: "HoldExtended";
            /**
             * Format: date-time
             * @description The new end of the hold
             */
            heldUntil: string;
        };
        HoldExpiredEntry: {
            /** @description Position in the timeline, from 0 */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @constant */
            type: "HoldExpired";
            /**
             * @description The caller's limit that ended the hold early
             * @enum {string}
             */
            limit?: "UNITS" | "DECLINED_PAYMENTS";
        };
        OrderShippedEntry: {
            /** @description Position in the timeline, from 0 */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @constant */
            type: "OrderShipped";
            carrier?: string;
            trackingNumber?: string;
            /** Format: uri */
            trackingUrl?: string;
            lines?: components["schemas"]["LineUnits"][];
            /**
             * @description Who made the decision
             * @enum {string}
             */
            by?: "customer" | "guest" | "admin" | "store";
            /** @description The subject of that person's token. Included only for admins */
            subject?: string;
        };
        RefundRequestedEntry: {
            /** @description Position in the timeline, from 0 */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @constant */
            type: "RefundRequested";
            reason: components["schemas"]["RefundKind"];
            /** @description Absent if all that was left is refunded */
            amount?: components["schemas"]["Amount"];
            currency?: components["schemas"]["Currency"];
            lines?: components["schemas"]["LineUnits"][];
            returnId?: number;
            /**
             * @description Who made the decision
             * @enum {string}
             */
            by?: "customer" | "guest" | "admin" | "store";
            /** @description The subject of that person's token. Included only for admins */
            subject?: string;
        };
        RefundedEntry: {
            /** @description Position in the timeline, from 0 */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @constant */
            type: "Refunded";
            amount: components["schemas"]["Amount"];
            currency: components["schemas"]["Currency"];
        };
        RefundFailedEntry: {
            /** @description Position in the timeline, from 0 */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @constant */
            type: "RefundFailed";
            refundId: number;
            /** @description The payment provider's code. Included only for admins */
            reason?: string;
        };
        RefundRetriedEntry: {
            /** @description Position in the timeline, from 0 */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @constant */
            type: "RefundRetried";
            refundId: number;
            /**
             * @description Who made the decision
             * @enum {string}
             */
            by?: "customer" | "guest" | "admin" | "store";
            /** @description The subject of that person's token. Included only for admins */
            subject?: string;
        };
        RefundSettledEntry: {
            /** @description Position in the timeline, from 0 */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @constant */
            type: "RefundSettled";
            amount: components["schemas"]["Amount"];
            currency: components["schemas"]["Currency"];
            refundId: number;
            /**
             * @description Who made the decision
             * @enum {string}
             */
            by?: "customer" | "guest" | "admin" | "store";
            /** @description The subject of that person's token. Included only for admins */
            subject?: string;
        };
        ReturnRequestedEntry: {
            /** @description Position in the timeline, from 0 */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @constant */
            type: "ReturnRequested";
            lines: components["schemas"]["LineUnits"][];
            /**
             * @description Who made the decision
             * @enum {string}
             */
            by?: "customer" | "guest" | "admin" | "store";
            /** @description The subject of that person's token. Included only for admins */
            subject?: string;
        };
        ReturnApprovedEntry: {
            /** @description Position in the timeline, from 0 */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @constant */
            type: "ReturnApproved";
            returnId: number;
            /**
             * @description Who made the decision
             * @enum {string}
             */
            by?: "customer" | "guest" | "admin" | "store";
            /** @description The subject of that person's token. Included only for admins */
            subject?: string;
        };
        ReturnRefusedEntry: {
            /** @description Position in the timeline, from 0 */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @constant */
            type: "ReturnRefused";
            returnId: number;
            /**
             * @description Who made the decision
             * @enum {string}
             */
            by?: "customer" | "guest" | "admin" | "store";
            /** @description The subject of that person's token. Included only for admins */
            subject?: string;
        };
        ReturnReceivedEntry: {
            /** @description Position in the timeline, from 0 */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @constant */
            type: "ReturnReceived";
            returnId: number;
            lines: components["schemas"]["LineUnits"][];
            /**
             * @description Who made the decision
             * @enum {string}
             */
            by?: "customer" | "guest" | "admin" | "store";
            /** @description The subject of that person's token. Included only for admins */
            subject?: string;
        };
        StockReleasedEntry: {
            /** @description Position in the timeline, from 0 */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @constant */
            type: "StockReleased";
        };
        Shortage: {
            sku: components["schemas"]["Id"];
            requested: number;
            available: number;
        };
        /** @description The order has more units of these SKUs than can be held unpaid */
        HoldLimit: {
            skus: components["schemas"]["Id"][];
            maxUnits: number;
        };
        Contact: {
            email: string;
            name?: string;
            shippingAddress?: components["schemas"]["Address"];
            billingAddress?: components["schemas"]["Address"];
            /** @description The language of the shopper, a BCP 47 tag */
            locale?: string;
        };
        OrderPage: {
            orders: components["schemas"]["Order"][];
            nextCursor?: string;
        };
        ReportId: string;
        /** @enum {string} */
        ReportKind: "orders" | "order-lines" | "sales" | "taxes" | "stock-movements";
        /** @enum {string} */
        ReportFormat: "csv" | "jsonl";
        ReportWrite: {
            kind: components["schemas"]["ReportKind"];
            format: components["schemas"]["ReportFormat"];
            /**
             * Format: date
             * @description The first day (UTC)
             */
            from: string;
            /**
             * Format: date
             * @description The last day (UTC), less than 366 days after the first
             */
            to: string;
        };
        ReportPage: {
            reports: components["schemas"]["Report"][];
            nextCursor?: string;
        };
        Report: {
            reportId: components["schemas"]["ReportId"];
            kind: components["schemas"]["ReportKind"];
            format: components["schemas"]["ReportFormat"];
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            /** @enum {string} */
            status: "queued" | "running" | "completed" | "failed";
            /** @description Percent; absent if it is not known */
            progress?: number;
            /** @description So far */
            rows: number;
            /** Format: date-time */
            createdAt: string;
            /** @description The subject of the token of the admin who created it */
            createdBy: string;
            /** Format: date-time */
            endedAt?: string;
            /**
             * @description Why it failed: the file would be larger than 5 GB
             * @enum {string}
             */
            reason?: "too-large";
            /** @description Once it is completed; not in lists */
            file?: {
                name: string;
                bytes: number;
                /** Format: uri */
                url: string;
                /** Format: date-time */
                expiresAt: string;
            };
        };
        /** @example 2026-11 */
        Month: string;
        FoundOrderPage: {
            orders: components["schemas"]["FoundOrder"][];
            /** @description How many orders match, on all pages */
            total: number;
            nextCursor?: string;
        };
        /** @description An order in the list of all orders */
        FoundOrder: {
            reference: components["schemas"]["OrderReference"];
            number: components["schemas"]["OrderNumber"];
            status: components["schemas"]["OrderStatus"];
            currency: components["schemas"]["Currency"];
            lines: {
                sku: string;
                productId: string;
                name: string;
                quantity: number;
            }[];
            /** @description The amount to pay */
            total: components["schemas"]["Amount"];
            totals: components["schemas"]["Totals"];
            contact: {
                email: string;
                name?: string;
            };
            /** Format: date-time */
            placedAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        Shipment: {
            carrier?: string;
            trackingNumber?: string;
            /**
             * Format: uri
             * @description A page that follows the parcel, http or https
             */
            trackingUrl?: string;
            /** @description The units in this parcel; by default all that have not shipped */
            lines?: components["schemas"]["LineUnits"][];
        };
        ProductWrite: {
            title: string;
            summary?: string;
            description?: string;
            category: components["schemas"]["CategoryPath"];
            tags?: components["schemas"]["Tags"];
            /** @description If specified, must be the store's currency */
            currency?: components["schemas"]["Currency"];
            options?: components["schemas"]["Option"][];
            variants: {
                sku: components["schemas"]["Id"];
                /** @description Required if the product has options: one value for each of them, different from those of the other variants */
                options?: components["schemas"]["OptionValues"];
                /** @description Minor units */
                price: number;
                /** @description Must be greater than `price` */
                compareAtPrice?: number;
                barcode?: string;
                /** @description In grams */
                weight?: number;
                maxPerOrder?: number;
                /** @description The most units that all orders of a customer can hold together. At most 20 SKUs of an order can have it */
                maxPerCustomer?: number;
                /** @description Whether only signed-in customers can buy it */
                requiresSignIn?: boolean;
            }[];
            media?: {
                /** Format: uri */
                url: string;
                alt?: string;
                /** @description In pixels; specified together with `height` */
                width?: number;
                height?: number;
                /** @description The variants that it shows; all of them if empty */
                skus?: components["schemas"]["Id"][];
            }[];
            attributes?: components["schemas"]["Attributes"];
            metadata?: components["schemas"]["Metadata"];
            /** @description Defaults to the current slug or, for a new product, to a slug derived from the title. The last 10 former slugs redirect. A current or former slug of another product returns 409 `slug-taken` */
            slug?: components["schemas"]["Slug"];
            seo?: components["schemas"]["Seo"];
            /** @default published */
            status: components["schemas"]["ProductStatus"];
            /**
             * Format: date-time
             * @description Time from which shoppers can see and buy the product
             */
            availableFrom?: string;
            /**
             * Format: date-time
             * @description Time until which shoppers can see and buy the product
             */
            availableUntil?: string;
            taxCategory?: string;
            /** @default true */
            requiresShipping: boolean;
        };
        Import: {
            products: ({
                productId: components["schemas"]["Id"];
            } & components["schemas"]["ProductWrite"])[];
        };
        ImportResult: {
            /** @description Number of rows imported */
            imported: number;
            failed: {
                /** @description Index of the row in `products` */
                index: number;
                /** @description Absent if the row has no valid ID */
                productId?: string;
                problem: components["schemas"]["InvalidRequestProblem"] | components["schemas"]["SkuTakenProblem"] | components["schemas"]["ProductBusyProblem"] | components["schemas"]["SlugTakenProblem"] | components["schemas"]["ChangeTooLargeProblem"];
            }[];
        };
        ImportWrite: {
            /** @enum {string} */
            format: "jsonl" | "csv";
            /** @description The file's size in bytes; the upload must have exactly this size */
            size: number;
        };
        ProductImport: {
            importId: components["schemas"]["ImportId"];
            /** @enum {string} */
            format: "jsonl" | "csv";
            /**
             * @description `created`: the file can be uploaded. `queued`: started. `running`: some rows have results. `completed`: every row has a result.
             *     `failed`: the file cannot be read, see `problem`; rows before have results.
             * @enum {string}
             */
            status: "created" | "queued" | "running" | "completed" | "failed";
            /** @description The file's size in bytes */
            size: number;
            /** @description Progress: bytes of the file that have been read */
            bytesRead: number;
            /** @description Rows that have results so far */
            rows: number;
            /** @description Rows whose products were written */
            imported: number;
            /** @description Rows whose products were not written */
            failed: number;
            /** Format: date-time */
            createdAt: string;
            /** @description The `sub` of the admin who created it */
            createdBy: string;
            /** Format: date-time */
            startedAt?: string;
            /** Format: date-time */
            endedAt?: string;
            problem?: components["schemas"]["InvalidRequestProblem"];
            /** @description The request that uploads the file, only in the response to the creation */
            upload?: {
                /** @constant */
                method: "PUT";
                /** Format: uri */
                url: string;
                /** @description Headers that the request must have */
                headers: {
                    [key: string]: string;
                };
                /** Format: date-time */
                expiresAt: string;
            };
        };
        ImportPage: {
            imports: components["schemas"]["ProductImport"][];
            /** @description Absent on the last page */
            nextCursor?: string;
        };
        ImportResultPage: {
            results: {
                /** @description The line of the file (jsonl), or the row, where the names of columns are row 1 (csv) */
                row: number;
                /** @description Absent if it cannot be read */
                productId?: string;
                /** @enum {string} */
                status: "imported" | "failed";
                /** @description Why the row failed. Invalid fields are named by their paths in the line, or by their columns */
                problem?: components["schemas"]["InvalidRequestProblem"] | components["schemas"]["SkuTakenProblem"] | components["schemas"]["ProductBusyProblem"] | components["schemas"]["SlugTakenProblem"] | components["schemas"]["ChangeTooLargeProblem"];
            }[];
            /** @description Absent on the last page of what has been read so far */
            nextCursor?: string;
        };
        ImportId: string;
        WebhookId: string;
        EventId: string;
        /** @description The time of the event in milliseconds and its ID */
        DeliveryId: string;
        /** @enum {string} */
        EventType: "stampede.order.capture-failed.v1" | "stampede.order.capture-requested.v1" | "stampede.order.capture-settled.v1" | "stampede.order.hold-expired.v1" | "stampede.order.order-cancelled.v1" | "stampede.order.order-placed.v1" | "stampede.order.order-shipped.v1" | "stampede.order.payment-authorized.v1" | "stampede.order.payment-captured-late.v1" | "stampede.order.payment-captured.v1" | "stampede.order.payment-declined.v1" | "stampede.order.payment-reported.v1" | "stampede.order.refund-failed.v1" | "stampede.order.refund-requested.v1" | "stampede.order.refund-retried.v1" | "stampede.order.refund-settled.v1" | "stampede.order.refunded.v1" | "stampede.order.return-approved.v1" | "stampede.order.return-received.v1" | "stampede.order.return-refused.v1" | "stampede.order.return-requested.v1" | "stampede.order.stock-rejected.v1" | "stampede.order.units-cancelled.v1" | "stampede.product.changed.v1" | "stampede.product.deleted.v1" | "stampede.stock.back-in-stock.v1" | "stampede.stock.low-stock.v1" | "stampede.stock.sold-out.v1";
        WebhookWrite: {
            /**
             * Format: uri
             * @description An https URL without user and fragment, whose host has a public address
             */
            url: string;
            types: components["schemas"]["EventType"][];
            description?: string;
            /** @enum {string} */
            status?: "enabled" | "paused";
        };
        Webhook: {
            webhookId: components["schemas"]["WebhookId"];
            /** Format: uri */
            url: string;
            types: components["schemas"]["EventType"][];
            description: string;
            /**
             * @description `disabled`: see `disabledReason`; enable it when it works again
             * @enum {string}
             */
            status: "enabled" | "paused" | "disabled";
            /** Format: date-time */
            createdAt: string;
            /** @description The `sub` of the admin's token */
            createdBy: string;
            /**
             * Format: date-time
             * @description The first failure since the last success; absent if the last attempt succeeded
             */
            failingSince?: string;
            /**
             * Format: date-time
             * @description Absent unless `disabled`
             */
            disabledAt?: string;
            /**
             * @description `failing`: it failed for three days. `gone`: it responded with 410. Absent unless `disabled`
             * @enum {string}
             */
            disabledReason?: "failing" | "gone";
            /**
             * Format: date-time
             * @description Until when events are signed with the previous secret too
             */
            previousSecretExpiresAt?: string;
            /** @description The signing secret. Only in the response to its creation */
            secret?: string;
        };
        WebhookPage: {
            webhooks: components["schemas"]["Webhook"][];
            /** @description Absent on the last page */
            nextCursor?: string;
        };
        SecretRotation: {
            /**
             * @description How long events are signed with the previous secret too
             * @default 24
             */
            overlapHours: number;
        };
        TestDelivery: {
            deliveryId: components["schemas"]["DeliveryId"];
            eventId: components["schemas"]["EventId"];
        };
        /**
         * @description - `pending`: waits for its first or next attempt
         *     - `delivered`: the receiver has accepted it
         *     - `failed`: all attempts failed
         *     - `skipped`: not attempted, because the webhook was paused or disabled
         * @enum {string}
         */
        DeliveryStatus: "pending" | "delivered" | "failed" | "skipped";
        Delivery: {
            deliveryId: components["schemas"]["DeliveryId"];
            eventId: components["schemas"]["EventId"];
            /** @description The event's type */
            type: string;
            /**
             * Format: date-time
             * @description When the event happened
             */
            time: string;
            status: components["schemas"]["DeliveryStatus"];
            /**
             * Format: date-time
             * @description Absent if no attempt follows
             */
            nextAttemptAt?: string;
            /** @description The last 20, oldest first */
            attempts: {
                /** Format: date-time */
                at: string;
                /** @description Time until the answer or the failure */
                milliseconds: number;
                /** @description HTTP status of the answer; absent without an answer */
                status?: number;
                /**
                 * @description Why there is no answer. `address-refused`: the host has no public address
                 * @enum {string}
                 */
                failure?: "unknown-host" | "address-refused" | "not-connected" | "tls" | "timeout" | "broken";
            }[];
            /** @description What is sent, as a JSON text. Only in the response for one delivery */
            payload?: string;
        };
        DeliveryPage: {
            deliveries: components["schemas"]["Delivery"][];
            /** @description Absent on the last page */
            nextCursor?: string;
        };
        RedeliveryWrite: {
            /**
             * Format: date-time
             * @description The time of the first event
             */
            from: string;
            /**
             * Format: date-time
             * @description The time after the last event
             */
            to: string;
            /**
             * @description `undelivered`: only failed and skipped ones
             * @default undelivered
             * @enum {string}
             */
            deliveries: "undelivered" | "all";
        };
        Redelivery: {
            /** @enum {string} */
            status: "running" | "ended";
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            /** @enum {string} */
            deliveries: "undelivered" | "all";
            /** @description Number of deliveries so far */
            redelivered: number;
            /** Format: date-time */
            createdAt: string;
            /** @description The `sub` of the admin's token */
            createdBy: string;
            /** Format: date-time */
            endedAt?: string;
            /**
             * Format: date-time
             * @description Where another redelivery can go on, if this one ended after 10,000 deliveries
             */
            continueFrom?: string;
        };
        /** @description An event in the JSON format of CloudEvents 1.0. Its type ends with the version of its data, to which members can be added */
        CloudEvent: {
            /** @constant */
            specversion: "1.0";
            id: components["schemas"]["EventId"];
            source: string;
            type: string;
            /** @description What the event is about: the order's `reference`, the product or the SKU */
            subject: string;
            /** Format: date-time */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
        };
        EventMoney: {
            /** @description In minor units */
            amount: number;
            currency: string;
        };
        EventUnits: {
            sku: components["schemas"]["Id"];
            quantity: number;
        };
        /** @description Who did it, such as `customer` or `admin` */
        EventActor: string;
        WebhookEvent: components["schemas"]["OrderCaptureFailedEvent"] | components["schemas"]["OrderCaptureRequestedEvent"] | components["schemas"]["OrderCaptureSettledEvent"] | components["schemas"]["OrderHoldExpiredEvent"] | components["schemas"]["OrderCancelledEvent"] | components["schemas"]["OrderPlacedEvent"] | components["schemas"]["OrderShippedEvent"] | components["schemas"]["OrderPaymentAuthorizedEvent"] | components["schemas"]["OrderPaymentCapturedLateEvent"] | components["schemas"]["OrderPaymentCapturedEvent"] | components["schemas"]["OrderPaymentDeclinedEvent"] | components["schemas"]["OrderPaymentReportedEvent"] | components["schemas"]["OrderRefundFailedEvent"] | components["schemas"]["OrderRefundRequestedEvent"] | components["schemas"]["OrderRefundRetriedEvent"] | components["schemas"]["OrderRefundSettledEvent"] | components["schemas"]["OrderRefundedEvent"] | components["schemas"]["OrderReturnApprovedEvent"] | components["schemas"]["OrderReturnReceivedEvent"] | components["schemas"]["OrderReturnRefusedEvent"] | components["schemas"]["OrderReturnRequestedEvent"] | components["schemas"]["OrderStockRejectedEvent"] | components["schemas"]["OrderUnitsCancelledEvent"] | components["schemas"]["ProductChangedEvent"] | components["schemas"]["ProductDeletedEvent"] | components["schemas"]["StockBackInStockEvent"] | components["schemas"]["StockLowStockEvent"] | components["schemas"]["StockSoldOutEvent"] | components["schemas"]["WebhookTestEvent"];
        /** @description The order was not paid in time */
        OrderHoldExpiredEvent: components["schemas"]["CloudEvent"] & {
            /** @constant */
            type?: "stampede.order.hold-expired.v1";
            data?: {
                reference: components["schemas"]["OrderReference"];
                /** @description Position in the order's history: of two events of an order, the later one has the greater number */
                seq: number;
                /**
                 * @description The limit that ended the hold early
                 * @enum {string}
                 */
                limit?: "UNITS" | "DECLINED_PAYMENTS";
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stampede.order.hold-expired.v1";
        };
        /** @description The order was cancelled */
        OrderCancelledEvent: components["schemas"]["CloudEvent"] & {
            /** @constant */
            type?: "stampede.order.order-cancelled.v1";
            data?: {
                reference: components["schemas"]["OrderReference"];
                /** @description Position in the order's history: of two events of an order, the later one has the greater number */
                seq: number;
                by?: components["schemas"]["EventActor"];
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stampede.order.order-cancelled.v1";
        };
        /** @description A purchase was accepted; stock is reserved next */
        OrderPlacedEvent: components["schemas"]["CloudEvent"] & {
            /** @constant */
            type?: "stampede.order.order-placed.v1";
            data?: {
                reference: components["schemas"]["OrderReference"];
                /** @description Position in the order's history: of two events of an order, the later one has the greater number */
                seq: number;
                lines: {
                    sku: components["schemas"]["Id"];
                    productId: components["schemas"]["Id"];
                    name: string;
                    quantity: number;
                    unitPrice: components["schemas"]["EventMoney"];
                }[];
                total: components["schemas"]["EventMoney"];
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stampede.order.order-placed.v1";
        };
        /** @description A parcel was shipped: all units of the order, or some */
        OrderShippedEvent: components["schemas"]["CloudEvent"] & {
            /** @constant */
            type?: "stampede.order.order-shipped.v1";
            data?: {
                reference: components["schemas"]["OrderReference"];
                /** @description Position in the order's history: of two events of an order, the later one has the greater number */
                seq: number;
                carrier?: string;
                /** @description The units in the parcel; absent for all that were left */
                lines?: components["schemas"]["EventUnits"][];
                by?: components["schemas"]["EventActor"];
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stampede.order.order-shipped.v1";
        };
        /** @description A payment was captured after the hold ended; the stock is held again, or the payment is refunded */
        OrderPaymentCapturedLateEvent: components["schemas"]["CloudEvent"] & {
            /** @constant */
            type?: "stampede.order.payment-captured-late.v1";
            data?: {
                reference: components["schemas"]["OrderReference"];
                /** @description Position in the order's history: of two events of an order, the later one has the greater number */
                seq: number;
                amount: components["schemas"]["EventMoney"];
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stampede.order.payment-captured-late.v1";
        };
        /** @description The order is sold; its payment is authorized, and captured when it ships */
        OrderPaymentAuthorizedEvent: components["schemas"]["CloudEvent"] & {
            /** @constant */
            type?: "stampede.order.payment-authorized.v1";
            data?: {
                reference: components["schemas"]["OrderReference"];
                /** @description Position in the order's history: of two events of an order, the later one has the greater number */
                seq: number;
                amount: components["schemas"]["EventMoney"];
                /**
                 * Format: date-time
                 * @description When the authorization ends
                 */
                captureBefore: string;
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stampede.order.payment-authorized.v1";
        };
        /** @description The authorized payment is to be captured. If there are lines, they ship once it is */
        OrderCaptureRequestedEvent: components["schemas"]["CloudEvent"] & {
            /** @constant */
            type?: "stampede.order.capture-requested.v1";
            data?: {
                reference: components["schemas"]["OrderReference"];
                /** @description Position in the order's history: of two events of an order, the later one has the greater number */
                seq: number;
                carrier?: string;
                lines?: components["schemas"]["EventUnits"][];
                by?: components["schemas"]["EventActor"];
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stampede.order.capture-requested.v1";
        };
        /** @description The authorized payment was not captured, or the authorization ended; an admin retries or settles the capture, or cancels the order */
        OrderCaptureFailedEvent: components["schemas"]["CloudEvent"] & {
            /** @constant */
            type?: "stampede.order.capture-failed.v1";
            data?: {
                reference: components["schemas"]["OrderReference"];
                /** @description Position in the order's history: of two events of an order, the later one has the greater number */
                seq: number;
                /** @description The payment provider's code */
                reason: string;
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stampede.order.capture-failed.v1";
        };
        /** @description The customer paid in another way after a capture failed */
        OrderCaptureSettledEvent: components["schemas"]["CloudEvent"] & {
            /** @constant */
            type?: "stampede.order.capture-settled.v1";
            data?: {
                reference: components["schemas"]["OrderReference"];
                /** @description Position in the order's history: of two events of an order, the later one has the greater number */
                seq: number;
                amount: components["schemas"]["EventMoney"];
                by?: components["schemas"]["EventActor"];
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stampede.order.capture-settled.v1";
        };
        /** @description Units were cancelled before the payment was captured */
        OrderUnitsCancelledEvent: components["schemas"]["CloudEvent"] & {
            /** @constant */
            type?: "stampede.order.units-cancelled.v1";
            data?: {
                reference: components["schemas"]["OrderReference"];
                /** @description Position in the order's history: of two events of an order, the later one has the greater number */
                seq: number;
                lines: components["schemas"]["EventUnits"][];
                /** @description The units that return to stock */
                restock: components["schemas"]["EventUnits"][];
                /** @description By how much less is captured */
                amount: components["schemas"]["EventMoney"];
                by?: components["schemas"]["EventActor"];
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stampede.order.units-cancelled.v1";
        };
        /** @description The order is paid */
        OrderPaymentCapturedEvent: components["schemas"]["CloudEvent"] & {
            /** @constant */
            type?: "stampede.order.payment-captured.v1";
            data?: {
                reference: components["schemas"]["OrderReference"];
                /** @description Position in the order's history: of two events of an order, the later one has the greater number */
                seq: number;
                amount: components["schemas"]["EventMoney"];
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stampede.order.payment-captured.v1";
        };
        /** @description A payment was declined; the customer can try again within the hold */
        OrderPaymentDeclinedEvent: components["schemas"]["CloudEvent"] & {
            /** @constant */
            type?: "stampede.order.payment-declined.v1";
            data?: {
                reference: components["schemas"]["OrderReference"];
                /** @description Position in the order's history: of two events of an order, the later one has the greater number */
                seq: number;
                /** @description The payment provider's code, such as `insufficient_funds` */
                reason: string;
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stampede.order.payment-declined.v1";
        };
        /** @description A refund of the order, or of a part of it, was requested; `seq` is the ID of the refund */
        OrderRefundRequestedEvent: components["schemas"]["CloudEvent"] & {
            /** @constant */
            type?: "stampede.order.refund-requested.v1";
            data?: {
                reference: components["schemas"]["OrderReference"];
                /** @description Position in the order's history: of two events of an order, the later one has the greater number */
                seq: number;
                /** @enum {string} */
                reason: "CANCELLED" | "SHOP" | "RETURNED" | "SOLD_OUT_AFTER_HOLD" | "REPLACED";
                /** @description Absent for all that is left */
                amount?: components["schemas"]["EventMoney"];
                /** @description The units that are refunded; absent for an amount alone */
                lines?: components["schemas"]["EventUnits"][];
                /** @description The return that it pays for */
                returnId?: number;
                by?: components["schemas"]["EventActor"];
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stampede.order.refund-requested.v1";
        };
        /** @description A refund was paid */
        OrderRefundedEvent: components["schemas"]["CloudEvent"] & {
            /** @constant */
            type?: "stampede.order.refunded.v1";
            data?: {
                reference: components["schemas"]["OrderReference"];
                /** @description Position in the order's history: of two events of an order, the later one has the greater number */
                seq: number;
                amount: components["schemas"]["EventMoney"];
                /** @description The `seq` of the event that requested the refund; absent if there was only one */
                refundId?: number;
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stampede.order.refunded.v1";
        };
        /** @description Something happened to the payment at the payment provider, without the store having asked for it: a refund, a dispute, or its end */
        OrderPaymentReportedEvent: components["schemas"]["CloudEvent"] & {
            /** @constant */
            type?: "stampede.order.payment-reported.v1";
            data?: {
                reference: components["schemas"]["OrderReference"];
                /** @description Position in the order's history: of two events of an order, the later one has the greater number */
                seq: number;
                /** @enum {string} */
                report: "REFUNDED" | "DISPUTED" | "DISPUTE_WON" | "DISPUTE_LOST";
                amount: components["schemas"]["EventMoney"];
                /** @description The payment provider's code */
                reason?: string;
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stampede.order.payment-reported.v1";
        };
        /** @description The payment provider refused a refund; an admin retries or settles it */
        OrderRefundFailedEvent: components["schemas"]["CloudEvent"] & {
            /** @constant */
            type?: "stampede.order.refund-failed.v1";
            data?: {
                reference: components["schemas"]["OrderReference"];
                /** @description Position in the order's history: of two events of an order, the later one has the greater number */
                seq: number;
                /** @description The `seq` of the event that requested the refund */
                refundId: number;
                /** @description The payment provider's code */
                reason: string;
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stampede.order.refund-failed.v1";
        };
        /** @description A refund that failed is attempted again */
        OrderRefundRetriedEvent: components["schemas"]["CloudEvent"] & {
            /** @constant */
            type?: "stampede.order.refund-retried.v1";
            data?: {
                reference: components["schemas"]["OrderReference"];
                /** @description Position in the order's history: of two events of an order, the later one has the greater number */
                seq: number;
                /** @description The `seq` of the event that requested the refund */
                refundId: number;
                by?: components["schemas"]["EventActor"];
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stampede.order.refund-retried.v1";
        };
        /** @description A refund that failed was paid in another way */
        OrderRefundSettledEvent: components["schemas"]["CloudEvent"] & {
            /** @constant */
            type?: "stampede.order.refund-settled.v1";
            data?: {
                reference: components["schemas"]["OrderReference"];
                /** @description Position in the order's history: of two events of an order, the later one has the greater number */
                seq: number;
                /** @description The `seq` of the event that requested the refund */
                refundId: number;
                amount: components["schemas"]["EventMoney"];
                by?: components["schemas"]["EventActor"];
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stampede.order.refund-settled.v1";
        };
        /** @description The shop agreed to a return */
        OrderReturnApprovedEvent: components["schemas"]["CloudEvent"] & {
            /** @constant */
            type?: "stampede.order.return-approved.v1";
            data?: {
                reference: components["schemas"]["OrderReference"];
                /** @description Position in the order's history: of two events of an order, the later one has the greater number */
                seq: number;
                /** @description The `seq` of the event that requested the return */
                returnId: number;
                by?: components["schemas"]["EventActor"];
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stampede.order.return-approved.v1";
        };
        /** @description The units of a return arrived */
        OrderReturnReceivedEvent: components["schemas"]["CloudEvent"] & {
            /** @constant */
            type?: "stampede.order.return-received.v1";
            data?: {
                reference: components["schemas"]["OrderReference"];
                /** @description Position in the order's history: of two events of an order, the later one has the greater number */
                seq: number;
                /** @description The `seq` of the event that requested the return */
                returnId: number;
                /** @description The units that arrived */
                lines: components["schemas"]["EventUnits"][];
                /** @description Those that return to stock */
                restock: components["schemas"]["EventUnits"][];
                by?: components["schemas"]["EventActor"];
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stampede.order.return-received.v1";
        };
        /** @description The shop refused a return, or closed one whose units never came */
        OrderReturnRefusedEvent: components["schemas"]["CloudEvent"] & {
            /** @constant */
            type?: "stampede.order.return-refused.v1";
            data?: {
                reference: components["schemas"]["OrderReference"];
                /** @description Position in the order's history: of two events of an order, the later one has the greater number */
                seq: number;
                /** @description The `seq` of the event that requested the return */
                returnId: number;
                by?: components["schemas"]["EventActor"];
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stampede.order.return-refused.v1";
        };
        /** @description A customer wants to return units; `seq` is the ID of the return */
        OrderReturnRequestedEvent: components["schemas"]["CloudEvent"] & {
            /** @constant */
            type?: "stampede.order.return-requested.v1";
            data?: {
                reference: components["schemas"]["OrderReference"];
                /** @description Position in the order's history: of two events of an order, the later one has the greater number */
                seq: number;
                /** @description The units to return */
                lines: components["schemas"]["EventUnits"][];
                by?: components["schemas"]["EventActor"];
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stampede.order.return-requested.v1";
        };
        /** @description There was too little stock */
        OrderStockRejectedEvent: components["schemas"]["CloudEvent"] & {
            /** @constant */
            type?: "stampede.order.stock-rejected.v1";
            data?: {
                reference: components["schemas"]["OrderReference"];
                /** @description Position in the order's history: of two events of an order, the later one has the greater number */
                seq: number;
                /** @description Empty if there was enough, but the order had more units than can be held unpaid, or than its customer can have */
                shortages: {
                    /** @description Of goods, or `promotion:CODE` if the code is used up */
                    sku: components["schemas"]["StockedSku"];
                    requested: number;
                }[];
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stampede.order.stock-rejected.v1";
        };
        /** @description A product changed, or what it offers */
        ProductChangedEvent: components["schemas"]["CloudEvent"] & {
            /** @constant */
            type?: "stampede.product.changed.v1";
            data?: {
                productId: components["schemas"]["Id"];
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stampede.product.changed.v1";
        };
        /** @description A product was deleted */
        ProductDeletedEvent: components["schemas"]["CloudEvent"] & {
            /** @constant */
            type?: "stampede.product.deleted.v1";
            data?: {
                productId: components["schemas"]["Id"];
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stampede.product.deleted.v1";
        };
        /** @description A SKU is in stock again */
        StockBackInStockEvent: components["schemas"]["CloudEvent"] & {
            /** @constant */
            type?: "stampede.stock.back-in-stock.v1";
            data?: {
                sku: components["schemas"]["Id"];
                productId: components["schemas"]["Id"];
                /** @enum {string} */
                availability: "IN_STOCK" | "LOW" | "OUT";
                /** @enum {string} */
                previous: "IN_STOCK" | "LOW" | "OUT";
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stampede.stock.back-in-stock.v1";
        };
        /** @description A SKU has little stock left */
        StockLowStockEvent: components["schemas"]["CloudEvent"] & {
            /** @constant */
            type?: "stampede.stock.low-stock.v1";
            data?: {
                sku: components["schemas"]["Id"];
                productId: components["schemas"]["Id"];
                /** @enum {string} */
                availability: "IN_STOCK" | "LOW" | "OUT";
                /** @enum {string} */
                previous: "IN_STOCK" | "LOW" | "OUT";
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stampede.stock.low-stock.v1";
        };
        /** @description A SKU is sold out */
        StockSoldOutEvent: components["schemas"]["CloudEvent"] & {
            /** @constant */
            type?: "stampede.stock.sold-out.v1";
            data?: {
                sku: components["schemas"]["Id"];
                productId: components["schemas"]["Id"];
                /** @enum {string} */
                availability: "IN_STOCK" | "LOW" | "OUT";
                /** @enum {string} */
                previous: "IN_STOCK" | "LOW" | "OUT";
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stampede.stock.sold-out.v1";
        };
        /** @description A test that an admin asked for */
        WebhookTestEvent: components["schemas"]["CloudEvent"] & {
            /** @constant */
            type?: "stampede.webhook.test.v1";
            data?: {
                message: string;
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stampede.webhook.test.v1";
        };
        Stock: {
            sku: components["schemas"]["StockedSku"];
            available: number;
            received: number;
            /** @description Units that orders hold or have bought */
            held: number;
            lowThreshold?: number;
            /** @description Current number of shards; 0 if the SKU never had stock */
            shardCount: number;
            /** @description Minimum number of shards, as last set; the store adds more under contention */
            minShards: number;
            /** @description The admin who set `minShards`, as the subject of the token; absent if no admin has */
            minShardsBy?: string;
            shards: {
                shard?: number;
                available?: number;
                received?: number;
            }[];
            /** @description The last 20 adjustments, newest first */
            movements?: {
                adjustmentId: string;
                delta: number;
                reason: string;
                /** @description The admin who requested it */
                by: string;
                /**
                 * Format: date-time
                 * @description When it was requested
                 */
                at: string;
                /**
                 * @description Why it was refused; absent if it was applied
                 * @enum {string}
                 */
                refusal?: "insufficient-stock" | "adjustment-reused" | "unknown-sku";
            }[];
        };
        Verification: {
            sku: components["schemas"]["StockedSku"];
            /** @enum {string} */
            verdict: "VERIFIED" | "OVERDUE" | "DIFFERENT" | "UNVERIFIED";
            /** @description Like the other numbers, absent if the verdict is `UNVERIFIED` */
            received?: number;
            available?: number;
            /** @description Units that orders hold or have bought */
            inOrders?: number;
            /** @description `available + inOrders - received`; 0 if the verdict is `VERIFIED` or `OVERDUE` */
            difference?: number;
            /**
             * @description Number of orders of the SKU that have waited for a step for more than an hour. Absent if not all orders could be
             *     read in time.
             */
            overdue?: {
                /** @description Placed or paid late; stock neither reserved nor rejected */
                reservations: number;
                /** @description Reserved; no response from the payment provider */
                charges: number;
                /** @description Unpaid; the hold has expired but was not ended */
                holds: number;
                /** @description Authorized payments that end within a day or whose capture was requested but not made */
                captures: number;
                /** @description Refunds that are owed but were not made */
                refunds: number;
                /** @description Ended without a sale; units not released */
                releases: number;
                /** @description Orders with a fact of the last three hours for which no email was sent */
                mails: number;
                /** @description Units that overdue holds and releases block from sale */
                units: number;
            };
        };
        Shards: {
            shards: number;
        };
        Adjustment: {
            adjustmentId: components["schemas"]["Id"];
            sku: components["schemas"]["Id"];
            delta: number;
            reason: string;
        };
        Adjustments: components["schemas"]["Adjustment"] | {
            adjustments: components["schemas"]["Adjustment"][];
        };
        AdjustmentResult: {
            adjustmentId: components["schemas"]["Id"];
            sku: components["schemas"]["Id"];
            delta: number;
            reason: string;
            /** @description false if an earlier request applied it */
            applied: boolean;
        };
        AdjustmentsAccepted: {
            /** @description Number of lines queued */
            accepted: number;
            refused: {
                /** @description Index of the line in `adjustments` */
                index: number;
                /** @description Absent if the line has no valid ID */
                adjustmentId?: string;
                problem: components["schemas"]["InvalidRequestProblem"];
            }[];
        };
    };
    responses: {
        /** @description The request is invalid; `errors` lists the invalid fields */
        Invalid: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["InvalidRequestProblem"];
            };
        };
        /** @description A valid token is required */
        Unauthorized: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                /** @description The authentication scheme */
                "WWW-Authenticate"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["UnauthorizedProblem"];
            };
        };
        /** @description The caller doesn't have permission */
        Forbidden: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ForbiddenProblem"];
            };
        };
        /** @description Not found, or owned by another customer */
        NotFound: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["NotFoundProblem"];
            };
        };
        /** @description The product doesn't exist, or was deleted */
        AdminProductNotFound: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["NotFoundProblem"] | components["schemas"]["ProductDeletedProblem"];
            };
        };
        /** @description The cart is not found or owned by another customer, or the SKU is not in the catalog */
        CartLineNotFound: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["NotFoundProblem"] | components["schemas"]["UnknownSkuProblem"];
            };
        };
        /** @description The body is too large */
        TooLarge: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["BodyTooLargeProblem"];
            };
        };
        /** @description The body's charset is not UTF-8 */
        UnsupportedMediaType: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
            };
        };
        /** @description The cart cannot take this change */
        CartLineConflict: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CartFullProblem"] | components["schemas"]["LimitPerOrderProblem"] | components["schemas"]["LimitPerCustomerProblem"] | components["schemas"]["OtherCurrencyProblem"] | components["schemas"]["CartOrderedProblem"] | components["schemas"]["CartBusyProblem"];
            };
        };
        /** @description The cart's total would be too large */
        CartTooLarge: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CartFullProblem"];
            };
        };
        /** @description The cart cannot take this change */
        CartLinesConflict: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CartFullProblem"] | components["schemas"]["CartOrderedProblem"] | components["schemas"]["CartBusyProblem"];
            };
        };
        /** @description The token's email address is not verified, or differs from the order's */
        EmailMismatch: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["EmailMismatchProblem"];
            };
        };
        /** @description The order's stock is being reserved; try again in a moment */
        ClaimConflict: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["NotClaimableProblem"];
            };
        };
        /** @description The cart cannot take this change */
        CartConflict: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CartOrderedProblem"] | components["schemas"]["CartBusyProblem"];
            };
        };
        /** @description The cart has changed; its ETag does not match */
        CartVersionMismatch: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["VersionMismatchProblem"];
            };
        };
        /** @description The cart is empty */
        CartEmpty: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CartEmptyProblem"];
            };
        };
        /** @description The order cannot be placed as requested; see the description of the operation */
        CheckoutConflict: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CartChangedProblem"] | components["schemas"]["TotalChangedProblem"] | components["schemas"]["ShippingUnavailableProblem"] | components["schemas"]["CodeRefusedProblem"] | components["schemas"]["SignInRequiredProblem"] | components["schemas"]["PriceChangedProblem"] | components["schemas"]["SoldOutProblem"] | components["schemas"]["NotAvailableProblem"] | components["schemas"]["LimitPerOrderProblem"] | components["schemas"]["LimitPerCustomerProblem"] | components["schemas"]["CartEmptyProblem"] | components["schemas"]["CartOrderedProblem"] | components["schemas"]["CartExhaustedProblem"] | components["schemas"]["HoldLimitProblem"];
            };
        };
        /** @description The cart version or idempotency key was used for a different request */
        CheckoutMismatch: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["IdempotencyMismatchProblem"];
            };
        };
        /** @description A different request has used this Idempotency-Key */
        IdempotencyMismatch: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["IdempotencyMismatchProblem"];
            };
        };
        /** @description Too many requests, declined payments, or pending orders */
        CheckoutLimited: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RateLimitProblem"] | components["schemas"]["ThrottledProblem"] | components["schemas"]["DeclineLimitProblem"] | components["schemas"]["PendingLimitProblem"];
            };
        };
        /** @description Too many requests or declined payments */
        PaymentLimited: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RateLimitProblem"] | components["schemas"]["ThrottledProblem"] | components["schemas"]["DeclineLimitProblem"];
            };
        };
        /** @description The order cannot be paid in its current status */
        PaymentConflict: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["NotPayableProblem"];
            };
        };
        /** @description The callback is not signed by the provider, or the request is not valid */
        PaymentEventRefused: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["InvalidSignatureProblem"] | components["schemas"]["InvalidRequestProblem"];
            };
        };
        /** @description The order cannot be cancelled in its current status */
        CancelConflict: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["NotCancellableProblem"];
            };
        };
        /** @description The order cannot be shipped in its current status */
        ShipConflict: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["NotShippableProblem"];
            };
        };
        /** @description The order cannot be refunded in its current status, has fewer such units, or less is left of the payment */
        RefundConflict: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["NotRefundableProblem"] | components["schemas"]["RefundTooLargeProblem"];
            };
        };
        /** @description No payment is authorized */
        NotCapturable: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["NotCapturableProblem"];
            };
        };
        /** @description The capture has not failed */
        CaptureNotFailed: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CaptureNotFailedProblem"];
            };
        };
        /** @description The refund has not failed */
        RefundNotFailed: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RefundNotFailedProblem"];
            };
        };
        /** @description The order has fewer units that can be returned */
        ReturnRequestConflict: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["NotReturnableProblem"];
            };
        };
        /** @description The return has another status */
        ReturnConflict: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ReturnStatusProblem"];
            };
        };
        /** @description The return has another status, or was approved for fewer units */
        ReturnReceiptConflict: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ReturnStatusProblem"] | components["schemas"]["NotReceivableProblem"];
            };
        };
        /** @description The return has another status, or less is left of the payment */
        ReturnRefundConflict: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ReturnStatusProblem"] | components["schemas"]["RefundTooLargeProblem"];
            };
        };
        /** @description A SKU or the slug belongs to another product, the change is too large, or the product is being changed by another request */
        ProductConflict: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["SkuTakenProblem"] | components["schemas"]["SlugTakenProblem"] | components["schemas"]["ChangeTooLargeProblem"] | components["schemas"]["ProductBusyProblem"];
            };
        };
        /** @description The file has not been uploaded or has another size, or the import has ended */
        ImportConflict: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ImportNotUploadedProblem"] | components["schemas"]["ImportSizeMismatchProblem"] | components["schemas"]["ImportEndedProblem"];
            };
        };
        /** @description The product is being changed by another request */
        ProductBusy: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProductBusyProblem"];
            };
        };
        /** @description The product has changed, so that its ETag does not match, or `If-None-Match` is `*` and it exists */
        PreconditionFailed: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["PreconditionFailedProblem"];
            };
        };
        /** @description The rules are being changed by another request */
        RulesBusy: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RulesBusyProblem"];
            };
        };
        /** @description The rules have changed; their ETag does not match */
        RulesChanged: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["PreconditionFailedProblem"];
            };
        };
        /** @description The template has changed; its ETag does not match */
        MailTemplateChanged: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["PreconditionFailedProblem"];
            };
        };
        /** @description The request would replace the resource, and has no `If-Match` */
        PreconditionRequired: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["PreconditionRequiredProblem"];
            };
        };
        /** @description There are too many webhooks */
        WebhookLimit: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["WebhookLimitProblem"];
            };
        };
        /** @description The webhook is being changed by another request */
        WebhookBusy: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["WebhookBusyProblem"];
            };
        };
        /** @description The webhook has changed; its ETag does not match */
        WebhookChanged: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["PreconditionFailedProblem"];
            };
        };
        /** @description The webhook is paused or disabled */
        WebhookNotEnabled: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["WebhookNotEnabledProblem"];
            };
        };
        /** @description The webhook is paused or disabled, or a redelivery is running */
        RedeliveryConflict: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["WebhookNotEnabledProblem"] | components["schemas"]["RedeliveryRunningProblem"];
            };
        };
        /** @description There is not enough stock to take out */
        AdjustmentConflict: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["InsufficientStockProblem"];
            };
        };
        /** @description The adjustment ID was used for a different adjustment */
        AdjustmentMismatch: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["AdjustmentReusedProblem"];
            };
        };
        /** @description The number of shards has not changed yet; repeat the request */
        ShardsConflict: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ShardsUnfinishedProblem"];
            };
        };
        /** @description Too many requests; for `rate-limited`, `policy` is the rate limit that was reached */
        RateLimited: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RateLimitProblem"] | components["schemas"]["ThrottledProblem"];
            };
        };
        /** @description An internal error occurred */
        InternalError: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["InternalErrorProblem"];
            };
        };
        /** @description The service is temporarily unavailable; retry the same request */
        Unavailable: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["UnavailableProblem"];
            };
        };
        /** @description The request timed out; it may have been processed */
        Timeout: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["CacheControl"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["TimeoutProblem"];
            };
        };
    };
    parameters: {
        mailTemplateName: "paid" | "out-of-stock" | "payment-declined" | "payment-action" | "cancelled" | "expired" | "units-cancelled" | "payment-captured" | "shipped" | "refunded" | "return-approved" | "return-refused";
        mailLanguage: "en" | "de" | "fr" | "es";
        productId: components["schemas"]["Id"];
        sku: components["schemas"]["Id"];
        /** @description A SKU, or `promotion:CODE`: the uses of a limited code are stock */
        stockedSku: components["schemas"]["StockedSku"];
        cartId: string;
        /**
         * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
         *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
         */
        orderId: string;
        /** @description As in the order's `refunds` */
        refundId: number;
        /** @description As in the order's `returns` */
        returnId: number;
        /** @description The same request with the key of an earlier one about the order changes nothing and returns the order. Another request with that key is refused */
        requestKey: string;
        webhookId: components["schemas"]["WebhookId"];
        deliveryId: components["schemas"]["DeliveryId"];
        importId: components["schemas"]["ImportId"];
        limit: number;
        /** @description The `nextCursor` of the previous page */
        cursor: string;
        /** @description Change the resource only if its ETag matches */
        ifMatch: string;
        /** @description Replace the resource only if its ETag matches. `*` replaces any version; without the header, the response is 428 */
        requiredIfMatch: string;
        /** @description `*` creates the resource only if it does not exist, and otherwise returns 412 */
        createOnly: string;
        /** @description Return 304 if the ETag still matches */
        ifNoneMatch: string;
    };
    requestBodies: never;
    headers: {
        /** @description The request's `X-Correlation-Id`, or a generated ID. All log entries that result from the request contain it */
        CorrelationId: string;
        /** @description Identifies this version of the resource; use it in `If-Match` and `If-None-Match` */
        ETag: string;
        /** @description How long the response can be cached */
        CacheControl: string;
        /** @description Path of the resource */
        Location: string;
        /** @description Seconds to wait before the next request */
        RetryAfter: number;
        /** @description `true` if an earlier request had this result */
        IdempotencyReplayed: "true";
        /** @description For each rate limit that the request counted against: the tokens that remain (`r`) and the seconds until the window ends (`t`), such as `"caller";r=42;t=17`. A list of structured fields (draft-ietf-httpapi-ratelimit-headers) */
        RateLimit: string;
        /** @description The quota (`q`) of each of these rate limits and its window in seconds (`w`), such as `"caller";q=100;w=60` */
        RateLimitPolicy: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listProducts: {
        parameters: {
            query?: {
                /** @description Return only products in this category and in those below it */
                category?: components["schemas"]["CategoryPath"];
                /** @description Sort order; `newest` returns the newest products first, `price` sorts by `priceRange.from` */
                sort?: "price" | "-price" | "newest" | "-newest" | "name" | "-name";
                /** @description Minimum price in minor units. A product matches the price filters if one of its variants does; if any of its variants is in stock, only those are considered */
                minPrice?: number;
                /** @description Maximum price in minor units */
                maxPrice?: number;
                /** @description Return only products that are in stock */
                inStock?: boolean;
                /** @description Return only products with this tag */
                tag?: string;
                /**
                 * @description Return only products whose attribute of this name has this value, such as `attributes.material=wool`; for a list of
                 *     strings, one of them. Up to 5 attributes can be specified; products match all of them. Attributes are not declared, so a
                 *     name that no product has returns an empty list. Names have 1 to 40 letters, digits, `_` and `-` and begin with a
                 *     letter; others return 400.
                 */
                "attributes.{name}"?: string;
                limit?: components["parameters"]["limit"];
                /** @description The `nextCursor` of the previous page */
                cursor?: components["parameters"]["cursor"];
            };
            header?: {
                /** @description Return 304 if the ETag still matches */
                "If-None-Match"?: components["parameters"]["ifNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of results */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    getProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description Return 304 if the ETag still matches */
                "If-None-Match"?: components["parameters"]["ifNoneMatch"];
            };
            path: {
                productId: components["parameters"]["productId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The product */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    getProductBySlug: {
        parameters: {
            query?: never;
            header?: {
                /** @description Return 304 if the ETag still matches */
                "If-None-Match"?: components["parameters"]["ifNoneMatch"];
            };
            path: {
                slug: components["schemas"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The product */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description A former slug of the product; `Location` has the current one */
            301: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    listCategories: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The `nextCursor` of the previous page */
                cursor?: components["parameters"]["cursor"];
            };
            header?: {
                /** @description Return 304 if the ETag still matches */
                "If-None-Match"?: components["parameters"]["ifNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The categories */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Categories"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    search: {
        parameters: {
            query?: {
                /** @description Words to search for; empty is as without */
                q?: string;
                /** @description Return only products in this category and in those below it */
                category?: components["schemas"]["CategoryPath"];
                /** @description Sort order; the default is `relevance` with `q`, and `newest` without, where `relevance` is not allowed */
                sort?: "relevance" | "price" | "-price" | "newest" | "-newest" | "name" | "-name";
                /** @description Minimum price in minor units. A product matches the price filters if one of its variants does; if any of its variants is in stock, only those are considered */
                minPrice?: number;
                /** @description Maximum price in minor units */
                maxPrice?: number;
                /** @description Return only products that are in stock */
                inStock?: boolean;
                /** @description Return only products with this tag */
                tag?: string;
                /**
                 * @description Return only products whose attribute of this name has this value, such as `attributes.material=wool`; for a list of
                 *     strings, one of them. Up to 5 attributes can be specified; products match all of them. Attributes are not declared, so a
                 *     name that no product has returns an empty list. Names have 1 to 40 letters, digits, `_` and `-` and begin with a
                 *     letter; others return 400.
                 */
                "attributes.{name}"?: string;
                limit?: components["parameters"]["limit"];
                /** @description The `nextCursor` of the previous page */
                cursor?: components["parameters"]["cursor"];
            };
            header?: {
                /** @description Return 304 if the ETag still matches */
                "If-None-Match"?: components["parameters"]["ifNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of results */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    suggest: {
        parameters: {
            query: {
                /** @description What has been typed */
                q: string;
                /** @description Maximum number of queries and of products */
                limit?: number;
            };
            header?: {
                /** @description Return 304 if the ETag still matches */
                "If-None-Match"?: components["parameters"]["ifNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Suggestions */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Suggestions"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    getContract: {
        parameters: {
            query?: never;
            header?: {
                /** @description Return 304 if the ETag still matches */
                "If-None-Match"?: components["parameters"]["ifNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contract */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    "application/yaml": string;
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    listCarts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The carts */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CartList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    createCart: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NewCart"];
            };
        };
        responses: {
            /** @description The cart */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            409: components["responses"]["CartTooLarge"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    getCurrentCart: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cart */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    getCart: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cartId: components["parameters"]["cartId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cart */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    getCartTotals: {
        parameters: {
            query?: {
                /** @description Codes of promotions: letters, digits and hyphens, in any case */
                codes?: string[];
                /** @description The country of the address (ISO 3166-1 alpha-2) */
                country?: string;
                /** @description The region of the address; ignored without `country` */
                region?: components["schemas"]["Region"];
                /** @description The `id` of the chosen shipping method */
                shippingMethod?: components["schemas"]["ShippingMethodId"];
            };
            header?: never;
            path: {
                cartId: components["parameters"]["cartId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The totals */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CartTotals"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["CartEmpty"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    putCartDetails: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change the resource only if its ETag matches */
                "If-Match"?: components["parameters"]["ifMatch"];
            };
            path: {
                cartId: components["parameters"]["cartId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CartDetails"];
            };
        };
        responses: {
            /** @description The cart */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["CartConflict"];
            412: components["responses"]["CartVersionMismatch"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    putCartLines: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change the resource only if its ETag matches */
                "If-Match"?: components["parameters"]["ifMatch"];
            };
            path: {
                cartId: components["parameters"]["cartId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CartLines"];
            };
        };
        responses: {
            /** @description The cart */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["CartLinesConflict"];
            412: components["responses"]["CartVersionMismatch"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    putCartLine: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change the resource only if its ETag matches */
                "If-Match"?: components["parameters"]["ifMatch"];
            };
            path: {
                cartId: components["parameters"]["cartId"];
                sku: components["parameters"]["sku"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LineQuantity"];
            };
        };
        responses: {
            /** @description The cart */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["CartLineNotFound"];
            409: components["responses"]["CartLineConflict"];
            412: components["responses"]["CartVersionMismatch"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    deleteCartLine: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change the resource only if its ETag matches */
                "If-Match"?: components["parameters"]["ifMatch"];
            };
            path: {
                cartId: components["parameters"]["cartId"];
                sku: components["parameters"]["sku"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cart */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["CartConflict"];
            412: components["responses"]["CartVersionMismatch"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    acceptCartChanges: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change the resource only if its ETag matches */
                "If-Match"?: components["parameters"]["ifMatch"];
            };
            path: {
                cartId: components["parameters"]["cartId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cart */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedCart"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["CartConflict"];
            412: components["responses"]["CartVersionMismatch"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    claimCart: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change the resource only if its ETag matches */
                "If-Match"?: components["parameters"]["ifMatch"];
            };
            path: {
                cartId: components["parameters"]["cartId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cart */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedCart"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["CartConflict"];
            412: components["responses"]["CartVersionMismatch"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    getTotals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "lines": [
                 *         {
                 *           "sku": "FIELD-NOTEBOOK-A5",
                 *           "quantity": 2
                 *         }
                 *       ],
                 *       "country": "US",
                 *       "region": "IL",
                 *       "shippingMethod": "standard"
                 *     }
                 */
                "application/json": components["schemas"]["TotalsRequest"];
            };
        };
        responses: {
            /** @description The totals */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PurchaseTotals"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    checkout: {
        parameters: {
            query?: never;
            header?: {
                /** @description The cart's ETag, instead of `version`. If both are specified, they must match */
                "If-Match"?: string;
                /** @description Required with `lines`. Identifies the purchase, so that a repeated request places no second order. A guest's key must be a random UUID (version 4 or 7, in upper or lower case), because the order's ID is derived from it; a customer's key is 1 to 255 characters */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Checkout"];
            };
        };
        responses: {
            /** @description Accepted; stock is reserved and the payment is charged asynchronously */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["CheckoutConflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["CheckoutMismatch"];
            429: components["responses"]["CheckoutLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    listOrders: {
        parameters: {
            query?: {
                limit?: components["parameters"]["limit"];
                /** @description The `nextCursor` of the previous page */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of results */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPage"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    getOrder: {
        parameters: {
            query?: {
                /** @description Maximum number of seconds to wait for the order to settle or change */
                wait?: number;
            };
            header?: {
                /** @description Return 304 if the ETag still matches */
                "If-None-Match"?: components["parameters"]["ifNoneMatch"];
            };
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    cancelOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same request with the key of an earlier one about the order changes nothing and returns the order. Another request with that key is refused */
                "Idempotency-Key"?: components["parameters"]["requestKey"];
            };
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OrderCancel"];
            };
        };
        responses: {
            /** @description The order is cancelled, or units of an order whose payment was not captured */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description The order was already paid; it is refunded asynchronously */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["CancelConflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyMismatch"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    requestReturn: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same request with the key of an earlier one about the order changes nothing and returns the order. Another request with that key is refused */
                "Idempotency-Key"?: components["parameters"]["requestKey"];
            };
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnWrite"];
            };
        };
        responses: {
            /** @description The return is requested */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ReturnRequestConflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyMismatch"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    claimOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order belongs to the customer */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["EmailMismatch"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ClaimConflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    submitPayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaymentSubmission"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentAccepted"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["PaymentConflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["PaymentLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    refreshPayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentAccepted"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    receivePaymentEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The payment provider of the store */
                provider: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["PaymentEventRefused"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    showSandboxCharge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID in the sandbox's `actionUrl` */
                chargeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page for the shopper */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Content-Security-Policy"?: string;
                    "Referrer-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    decideSandboxCharge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID in the sandbox's `actionUrl` */
                chargeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": {
                    /** @enum {string} */
                    decision: "confirm" | "refuse";
                    /**
                     * @description How often the sandbox calls the store back
                     * @enum {string}
                     */
                    callbacks: "ONCE" | "TWICE" | "NEVER";
                };
            };
        };
        responses: {
            /** @description A page for the shopper */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Content-Security-Policy"?: string;
                    "Referrer-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            400: components["responses"]["Invalid"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    listAdminProducts: {
        parameters: {
            query?: {
                /** @description Return only products with this status */
                status?: components["schemas"]["ProductStatus"];
                limit?: components["parameters"]["limit"];
                /** @description The `nextCursor` of the previous page */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of results */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminProductPage"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    getAdminProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                productId: components["parameters"]["productId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The product */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminProduct"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["AdminProductNotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    putProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change the resource only if its ETag matches */
                "If-Match"?: components["parameters"]["ifMatch"];
                /** @description `*` creates the resource only if it does not exist, and otherwise returns 412 */
                "If-None-Match"?: components["parameters"]["createOnly"];
            };
            path: {
                productId: components["parameters"]["productId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductWrite"];
            };
        };
        responses: {
            /** @description Replaced */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminProduct"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminProduct"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["ProductConflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    deleteProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change the resource only if its ETag matches */
                "If-Match"?: components["parameters"]["ifMatch"];
            };
            path: {
                productId: components["parameters"]["productId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ProductBusy"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    importProducts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Import"];
            };
        };
        responses: {
            /** @description The result of the import */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportResult"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    listImports: {
        parameters: {
            query?: {
                limit?: components["parameters"]["limit"];
                /** @description The `nextCursor` of the previous page */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of results */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPage"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    createImport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "format": "csv",
                 *       "size": 52412
                 *     }
                 */
                "application/json": components["schemas"]["ImportWrite"];
            };
        };
        responses: {
            /** @description The import, with `upload` */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "importId": "imp_0123456789abcdefghjkmnpqrstvwxyz",
                     *       "format": "csv",
                     *       "status": "created",
                     *       "size": 52412,
                     *       "bytesRead": 0,
                     *       "rows": 0,
                     *       "imported": 0,
                     *       "failed": 0,
                     *       "createdAt": "2026-06-01T12:00:00Z",
                     *       "createdBy": "owner",
                     *       "upload": {
                     *         "method": "PUT",
                     *         "url": "https://store-imports.s3.eu-central-1.amazonaws.com/files/imp_0123456789abcdefghjkmnpqrstvwxyz?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=900",
                     *         "headers": {
                     *           "Content-Type": "text/csv"
                     *         },
                     *         "expiresAt": "2026-06-01T12:15:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ProductImport"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    getImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                importId: components["parameters"]["importId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The import */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductImport"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    startImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                importId: components["parameters"]["importId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The import is queued or running */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductImport"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ImportConflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    listImportResults: {
        parameters: {
            query?: {
                /** @description Return only results with this status */
                status?: "all" | "imported" | "failed";
                limit?: components["parameters"]["limit"];
                /** @description The `nextCursor` of the previous page */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                importId: components["parameters"]["importId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of results */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "results": [
                     *         {
                     *           "row": 104,
                     *           "productId": "field-notebook",
                     *           "status": "failed",
                     *           "problem": {
                     *             "type": "urn:stampede:problem:invalid-request",
                     *             "title": "The request is invalid",
                     *             "status": 400,
                     *             "detail": "Invalid fields: price",
                     *             "errors": [
                     *               {
                     *                 "field": "price",
                     *                 "message": "must be an integer from 0 to 9999999999"
                     *               }
                     *             ]
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ImportResultPage"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    listMailTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All templates */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailTemplateList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    getMailTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["mailTemplateName"];
                language: components["parameters"]["mailLanguage"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The template */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailTemplate"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    putMailTemplate: {
        parameters: {
            query?: never;
            header: {
                /** @description Replace the resource only if its ETag matches. `*` replaces any version; without the header, the response is 428 */
                "If-Match": components["parameters"]["requiredIfMatch"];
            };
            path: {
                name: components["parameters"]["mailTemplateName"];
                language: components["parameters"]["mailLanguage"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MailTemplateWrite"];
            };
        };
        responses: {
            /** @description The template */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailTemplate"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["MailTemplateChanged"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    deleteMailTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change the resource only if its ETag matches */
                "If-Match"?: components["parameters"]["ifMatch"];
            };
            path: {
                name: components["parameters"]["mailTemplateName"];
                language: components["parameters"]["mailLanguage"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The built-in template is used */
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["MailTemplateChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    previewMailTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["mailTemplateName"];
                language: components["parameters"]["mailLanguage"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MailTemplatePreviewRequest"];
            };
        };
        responses: {
            /** @description The email */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailPreview"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    getRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rules */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rules"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    putRules: {
        parameters: {
            query?: never;
            header: {
                /** @description Replace the resource only if its ETag matches. `*` replaces any version; without the header, the response is 428 */
                "If-Match": components["parameters"]["requiredIfMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RulesWrite"];
            };
        };
        responses: {
            /** @description The new rules */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rules"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["RulesBusy"];
            412: components["responses"]["RulesChanged"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                limit?: components["parameters"]["limit"];
                /** @description The `nextCursor` of the previous page */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of webhooks */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookPage"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookWrite"];
            };
        };
        responses: {
            /** @description The webhook, with its signing secret */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["WebhookLimit"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: components["parameters"]["webhookId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    putWebhook: {
        parameters: {
            query?: never;
            header: {
                /** @description Replace the resource only if its ETag matches. `*` replaces any version; without the header, the response is 428 */
                "If-Match": components["parameters"]["requiredIfMatch"];
            };
            path: {
                webhookId: components["parameters"]["webhookId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookWrite"];
            };
        };
        responses: {
            /** @description The changed webhook */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["WebhookBusy"];
            412: components["responses"]["WebhookChanged"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: components["parameters"]["webhookId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook was deleted */
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: components["parameters"]["webhookId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SecretRotation"];
            };
        };
        responses: {
            /** @description The webhook, with its new signing secret */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["WebhookBusy"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: components["parameters"]["webhookId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery, which exists after its attempt */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestDelivery"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["WebhookNotEnabled"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /** @description Return only deliveries with this status. A page before the last can then be short or empty */
                status?: components["schemas"]["DeliveryStatus"];
                limit?: components["parameters"]["limit"];
                /** @description The `nextCursor` of the previous page */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                webhookId: components["parameters"]["webhookId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of deliveries */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryPage"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    getDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: components["parameters"]["webhookId"];
                deliveryId: components["parameters"]["deliveryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    redeliverEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: components["parameters"]["webhookId"];
                deliveryId: components["parameters"]["deliveryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery, before it is attempted again */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["WebhookNotEnabled"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    getRedelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: components["parameters"]["webhookId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The redelivery */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Redelivery"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    startRedelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: components["parameters"]["webhookId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RedeliveryWrite"];
            };
        };
        responses: {
            /** @description The redelivery is running */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Redelivery"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["RedeliveryConflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    rebuildSearchIndex: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rebuild was requested */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    rebuildOrderIndex: {
        parameters: {
            query?: {
                /** @description The first month; the current one by default */
                from?: components["schemas"]["Month"];
                /** @description The last month, at most ten years later; the current one by default */
                to?: components["schemas"]["Month"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rebuild was requested */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    getStock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A SKU, or `promotion:CODE`: the uses of a limited code are stock */
                sku: components["parameters"]["stockedSku"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stock */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stock"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    verifyStock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A SKU, or `promotion:CODE`: the uses of a limited code are stock */
                sku: components["parameters"]["stockedSku"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The verdict */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    setShards: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A SKU, or `promotion:CODE`: the uses of a limited code are stock */
                sku: components["parameters"]["stockedSku"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Shards"];
            };
        };
        responses: {
            /** @description The stock */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stock"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ShardsConflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    adjustStock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Adjustments"];
            };
        };
        responses: {
            /** @description Applied, by this request or an earlier one */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdjustmentResult"];
                };
            };
            /** @description Queued, except for the lines in `refused` */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdjustmentsAccepted"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["AdjustmentConflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["AdjustmentMismatch"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    searchOrders: {
        parameters: {
            query?: {
                /** @description Words that an order must have, each at least its beginning: of its number, with or without hyphens, its reference, the customer's name and email address, the recipient's name and company, SKUs and names of products. Empty is as without */
                q?: string;
                /** @description Statuses of which an order must have one */
                status?: components["schemas"]["OrderStatus"][];
                /** @description The email address of the order, in upper or lower case */
                email?: string;
                /** @description What must be ordered */
                sku?: string;
                /** @description The first day of placement (UTC) */
                from?: string;
                /** @description The last day of placement (UTC) */
                to?: string;
                /** @description `newest` by the time of placement, `updated` by the last change; `-` reverses the order */
                sort?: "newest" | "-newest" | "updated" | "total" | "-total";
                limit?: components["parameters"]["limit"];
                /** @description The `nextCursor` of the previous page */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of results */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundOrderPage"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    listReports: {
        parameters: {
            query?: {
                limit?: components["parameters"]["limit"];
                /** @description The `nextCursor` of the previous page */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of results */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportPage"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    createReport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "orders",
                 *       "format": "csv",
                 *       "from": "2026-05-01",
                 *       "to": "2026-05-31"
                 *     }
                 */
                "application/json": components["schemas"]["ReportWrite"];
            };
        };
        responses: {
            /** @description The report, which is being made */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "reportId": "rep_0123456789abcdefghjkmnpqrstvwxyz",
                     *       "kind": "orders",
                     *       "format": "csv",
                     *       "from": "2026-05-01",
                     *       "to": "2026-05-31",
                     *       "status": "queued",
                     *       "progress": 0,
                     *       "rows": 0,
                     *       "createdAt": "2026-06-01T12:00:00Z",
                     *       "createdBy": "owner"
                     *     }
                     */
                    "application/json": components["schemas"]["Report"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    getReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reportId: components["schemas"]["ReportId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    shipOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same request with the key of an earlier one about the order changes nothing and returns the order. Another request with that key is refused */
                "Idempotency-Key"?: components["parameters"]["requestKey"];
            };
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Shipment"];
            };
        };
        responses: {
            /** @description Shipped */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description The payment is only authorized: it is captured asynchronously, and the shipment is recorded once it is. Hand the parcel over then. If the capture fails, the status becomes `CAPTURE_FAILED` and there is no shipment */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ShipConflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyMismatch"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    capturePayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payment had been captured */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description What was authorized is captured asynchronously, less what was cancelled */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["NotCapturable"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    settleCapture: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReasonWrite"];
            };
        };
        responses: {
            /** @description Settled: the order is paid and can be shipped */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["CaptureNotFailed"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    refundOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same request with the key of an earlier one about the order changes nothing and returns the order. Another request with that key is refused */
                "Idempotency-Key"?: components["parameters"]["requestKey"];
            };
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RefundWrite"];
            };
        };
        responses: {
            /** @description The refund is paid asynchronously. Without a body, all that is left is refunded, and an order that has not shipped ends */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["RefundConflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyMismatch"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    cancelUnits: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same request with the key of an earlier one about the order changes nothing and returns the order. Another request with that key is refused */
                "Idempotency-Key"?: components["parameters"]["requestKey"];
            };
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnitsCancelled"];
            };
        };
        responses: {
            /** @description The payment is only authorized: the units are not captured. With its last unit, the order is cancelled */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description The units are refunded asynchronously */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["CancelConflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyMismatch"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    retryRefund: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
                /** @description As in the order's `refunds` */
                refundId: components["parameters"]["refundId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The refund is paid asynchronously */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["RefundNotFailed"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    settleRefund: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
                /** @description As in the order's `refunds` */
                refundId: components["parameters"]["refundId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReasonWrite"];
            };
        };
        responses: {
            /** @description Settled */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["RefundNotFailed"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    approveReturn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
                /** @description As in the order's `returns` */
                returnId: components["parameters"]["returnId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Approved */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ReturnConflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    refuseReturn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
                /** @description As in the order's `returns` */
                returnId: components["parameters"]["returnId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReasonWrite"];
            };
        };
        responses: {
            /** @description Refused */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ReturnConflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    receiveReturn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
                /** @description As in the order's `returns` */
                returnId: components["parameters"]["returnId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReturnReceipt"];
            };
        };
        responses: {
            /** @description Received. Units that are restocked are available within seconds */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ReturnReceiptConflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    refundReturn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The order's `orderId` or its `reference`. The `orderId` is a key that only the buyer receives: whoever has it can see, pay
                 *     and cancel a guest's order. A `reference` is public; it works only for the customer who owns the order, and for admins.
                 */
                orderId: components["parameters"]["orderId"];
                /** @description As in the order's `returns` */
                returnId: components["parameters"]["returnId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReturnRefund"];
            };
        };
        responses: {
            /** @description The refund is paid asynchronously */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ReturnRefundConflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
}
