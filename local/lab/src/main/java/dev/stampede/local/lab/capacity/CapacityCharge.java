package dev.stampede.local.lab.capacity;

/**
 * Units spent on one partition of a table or an index.
 *
 * @param partition the partition key's value in the form of {@link Values#text}
 * @param units     a multiple of a half; nought says that the partition is touched at a cost that is not known yet
 */
record CapacityCharge(Resource resource, String partition, Access access, double units) {

    CapacityCharge {
        if (units < 0) {
            throw new IllegalArgumentException("Negative units: " + units);
        }
    }
}
