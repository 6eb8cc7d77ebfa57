package dev.stampede.relay;

import java.util.ArrayList;
import java.util.List;

/** Cuts announcements, in their order, into as few batches as the topic's limits allow. */
final class Batches {

    private Batches() {}

    /** An announcement that is too large by itself gets a batch of its own, which the topic will refuse. */
    static List<List<Announcement>> of(List<Announcement> announcements) {
        var batches = new ArrayList<List<Announcement>>();
        var current = new ArrayList<Announcement>();
        var bytes = 0;
        for (var announcement : announcements) {
            var isFull = current.size() == EventTopic.MAX_BATCH
                    || bytes + announcement.size() > EventTopic.MAX_BATCH_BYTES;
            if (isFull && !current.isEmpty()) {
                batches.add(List.copyOf(current));
                current.clear();
                bytes = 0;
            }
            current.add(announcement);
            bytes += announcement.size();
        }
        if (!current.isEmpty()) {
            batches.add(List.copyOf(current));
        }
        return batches;
    }
}
