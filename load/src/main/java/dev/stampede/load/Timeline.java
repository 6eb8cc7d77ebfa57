package dev.stampede.load;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** The number of events in each second after the start. */
record Timeline(String name, List<Long> perSecond) {

    Timeline {
        perSecond = List.copyOf(perSecond);
    }

    /** @param seconds length of the timeline; later events are dropped */
    static Timeline of(String name, Collection<Long> moments, long start, int seconds) {
        var counts = new long[seconds];
        for (var moment : moments) {
            var second = Math.floorDiv(moment - start, 1000L);
            if (second >= 0 && second < seconds) {
                counts[(int) second]++;
            }
        }
        return new Timeline(name, Arrays.stream(counts).boxed().toList());
    }
}
