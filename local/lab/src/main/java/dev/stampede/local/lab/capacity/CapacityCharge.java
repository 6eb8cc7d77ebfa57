package dev.stampede.local.lab.capacity;

/**
 * Units consumed on one partition of a table or index.
 *
 * @param partition the partition key's value in the form of {@link Values#text}
 * @param units     a multiple of 0.5; 0 if the cost on this partition is not yet known
 */
record CapacityCharge(Resource resource, String partition, Access access, double units) {

    CapacityCharge {
        if (units < 0) {
            throw new IllegalArgumentException("Negative units: " + units);
        }
    }
}
