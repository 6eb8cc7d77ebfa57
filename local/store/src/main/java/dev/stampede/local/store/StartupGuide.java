package dev.stampede.local.store;

import dev.stampede.local.store.demo.DemoCatalog;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/** The text printed at startup: URLs and the commands for a purchase. */
final class StartupGuide {

    private StartupGuide() {}

    static String ready(URI api, Duration took, int products) {
        var catalog = products == 0 ? "" : ", with %,d products".formatted(products);
        return """
                Stampede is ready after %1$s s%2$s. Press Ctrl-C to stop.

                  Shop       %3$s
                  Admin      %3$s/admin
                  API        %3$s/v1
                  API docs   %3$s/_local/docs
                  Console    %3$s/_local
                  Mailbox    %3$s/_local/mailbox
                  Functions  %3$s/_local/functions
                  Queues     %3$s/_local/queues
                  Metrics    %3$s/_local/metrics
                  Tokens     %3$s/_local/token?sub=ada&groups=admin
                """.formatted(String.format(Locale.ROOT, "%.1f", took.toMillis() / 1000.0), catalog, api);
    }

    /** Commands to paste into a shell one at a time; they use SKUs of the demo catalog. */
    static String purchase(URI api) {
        var bag = DemoCatalog.products().stream().filter(product -> product.category().equals("games"))
                .flatMap(product -> product.variants().stream()).filter(variant -> variant.stock() >= 20).findFirst()
                .orElseThrow();
        return """
                Buy something:

                  # Browse
                  curl -s '%1$s/v1/products?category=games&sort=price&limit=3'

                  # Create a cart
                  CART=$(curl -s -X POST %1$s/v1/carts -H 'Content-Type: application/json' -d '{}' \\
                    | sed 's/.*"cartId":"\\([^"]*\\)".*/\\1/')

                  # Add two items
                  curl -s -X PUT %1$s/v1/carts/$CART/items/%2$s \\
                    -H 'Content-Type: application/json' -d '{"quantity":2}'
                  curl -s -X PUT %1$s/v1/carts/$CART/items/%3$s \\
                    -H 'Content-Type: application/json' -d '{"quantity":1}'

                  # Read the cart: checkout requires the version that you saw
                  VERSION=$(curl -s %1$s/v1/carts/$CART | sed 's/.*"version":\\([0-9]*\\).*/\\1/')

                  # Check out with a test card
                  ORDER=$(curl -s -X POST %1$s/v1/checkout -H 'Content-Type: application/json' \\
                    -d '{"cartId":"'$CART'","version":'$VERSION',"email":"ada@example.com","paymentToken":"tok_approve"}' \\
                    | sed 's/.*"orderId":"\\([^"]*\\)".*/\\1/')

                  # Wait until the order is paid
                  curl -s "%1$s/v1/orders/$ORDER?wait=10"

                  # Read the confirmation email
                  curl -s '%1$s/_local/mailbox?to=ada@example.com&wait=10'
                """.formatted(api, bag.sku(), DemoCatalog.DROP_SKU);
    }
}
