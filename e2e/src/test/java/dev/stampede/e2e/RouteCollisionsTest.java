package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * API Gateway prefers fixed path segments to parameters, so an ID that equals a fixed segment in the place of its parameter
 * cannot be requested.
 */
class RouteCollisionsTest {

    private final Map<String, Set<String>> collisions = collisions(OpenApiTest.routes().stream()
            .map(route -> List.of(route.substring(route.indexOf('/') + 1).split("/")))
            .toList());

    /** By parameter, the fixed segments that other paths have in its place. */
    private static Map<String, Set<String>> collisions(List<List<String>> paths) {
        var collisions = new HashMap<String, Set<String>>();
        for (var path : paths) {
            for (var place = 0; place < path.size(); place++) {
                var segment = path.get(place);
                if (segment.startsWith("{")) {
                    for (var other : paths) {
                        if (other.size() > place && other.subList(0, place).equals(path.subList(0, place))
                                && !other.get(place).startsWith("{")) {
                            collisions.computeIfAbsent(segment, _ -> new TreeSet<>()).add(other.get(place));
                        }
                    }
                }
            }
        }
        return collisions;
    }

    @Test
    void everyParameterWithCollisions_shouldBeOneWhoseIdsAreChecked() {
        assertThat(collisions.keySet()).containsExactlyInAnyOrder("{cartId}", "{productId}", "{sku}");
    }

    @Test
    void skus_shouldReserveEachCollision() {
        assertThat(collisions.get("{sku}")).isNotEmpty().allMatch(segment -> new Sku(segment).isReserved());
        assertThat(new Sku("TEA").isReserved()).isFalse();
    }

    @Test
    void productIds_shouldReserveEachCollision() {
        assertThat(collisions.get("{productId}")).isNotEmpty()
                .allMatch(segment -> new ProductId(segment).isReserved());
        assertThat(new ProductId("tea").isReserved()).isFalse();
    }

    @Test
    void cartIds_shouldNeverCollide() {
        assertThat(collisions.get("{cartId}")).isNotEmpty()
                .allSatisfy(segment -> assertThatIllegalArgumentException().isThrownBy(() -> new CartId(segment)));
    }
}
