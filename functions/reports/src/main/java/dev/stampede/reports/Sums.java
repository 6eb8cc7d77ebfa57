package dev.stampede.reports;

import dev.stampede.runtime.json.Json;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Amounts that are added up by what they have in common, such as SKU and currency. Not thread-safe. */
final class Sums {

    private final Map<List<String>, long[]> sums = new HashMap<>();

    /** @param amounts as many each time */
    record Sum(List<String> common, List<Long> amounts) {

        Sum {
            common = List.copyOf(common);
            amounts = List.copyOf(amounts);
        }
    }

    /** @throws ArithmeticException if a sum is too large */
    void add(List<String> common, long... amounts) {
        var sum = sums.computeIfAbsent(common, _ -> new long[amounts.length]);
        for (var index = 0; index < amounts.length; index++) {
            sum[index] = Math.addExact(sum[index], amounts[index]);
        }
    }

    boolean isEmpty() {
        return sums.isEmpty();
    }

    /** Removes all sums, after giving them in the order of what they have in common. */
    void drain(Consumer<Sum> consumer) {
        all().forEach(consumer);
        sums.clear();
    }

    private List<Sum> all() {
        return sums.entrySet().stream()
                .map(sum -> new Sum(sum.getKey(), Arrays.stream(sum.getValue()).boxed().toList()))
                .sorted((one, other) -> Arrays.compare(
                        one.common().toArray(String[]::new), other.common().toArray(String[]::new)))
                .toList();
    }

    String toJson() {
        return Json.write(all());
    }

    static Sums of(String json) {
        var sums = new Sums();
        for (var sum : Json.read(json, Sum[].class)) {
            sums.add(sum.common(), sum.amounts().stream().mapToLong(Long::longValue).toArray());
        }
        return sums;
    }
}
