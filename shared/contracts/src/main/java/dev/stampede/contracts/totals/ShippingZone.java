package dev.stampede.contracts.totals;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Where goods are sent to, and how.
 *
 * @param name for the shop, 1 to {@link #MAX_NAME} characters
 * @param places at most {@link #MAX_PLACES}; none for the rest of the world
 * @param methods 1 to {@link #MAX_METHODS}, of different ids
 */
public record ShippingZone(String name, List<Place> places, List<ShippingMethod> methods) {

    public static final int MAX_NAME = 80;
    public static final int MAX_PLACES = 300;
    public static final int MAX_REGIONS = 100;
    public static final int MAX_METHODS = 10;

    /** @param regions none for the whole country; see {@link Destination} */
    public record Place(String country, List<String> regions) {

        public Place {
            regions = List.copyOf(regions);
            if (regions.size() > MAX_REGIONS || !regions.stream().allMatch(TaxRate::isRegion)) {
                throw new IllegalArgumentException("Not the regions of " + country + ": " + regions);
            }
        }
    }

    public ShippingZone {
        places = List.copyOf(places);
        methods = List.copyOf(methods);
        if (name.isBlank() || name.length() > MAX_NAME || places.size() > MAX_PLACES) {
            throw new IllegalArgumentException("Not a shipping zone: " + name);
        }
        var ids = methods.stream().map(ShippingMethod::id).collect(Collectors.toSet());
        if (methods.isEmpty() || methods.size() > MAX_METHODS || ids.size() < methods.size()) {
            throw new IllegalArgumentException("A zone has 1 to " + MAX_METHODS + " methods of different ids: " + name);
        }
    }

    boolean hasRegion(Destination destination) {
        return destination.region() != null && places.stream().anyMatch(place -> place.country().equals(
                destination.country()) && place.regions().contains(destination.region()));
    }

    boolean hasCountry(Destination destination) {
        return places.stream()
                .anyMatch(place -> place.country().equals(destination.country()) && place.regions().isEmpty());
    }

    boolean isRestOfWorld() {
        return places.isEmpty();
    }
}
