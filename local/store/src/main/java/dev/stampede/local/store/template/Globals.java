package dev.stampede.local.store.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Merges {@code Globals} into resources as SAM does: merges mappings, concatenates lists, and replaces other values.
 */
final class Globals {

    private static final Map<String, String> SECTIONS = Map.of("Function", ResourceTypes.FUNCTION, "Api",
            ResourceTypes.API);

    private final Map<String, Values> byType = new LinkedHashMap<>();

    Globals(Values globals) {
        requireKnown(globals.names());
        SECTIONS.forEach((section, type) -> byType.put(type, globals.section(section)));
    }

    Map<String, Object> mergedInto(String type, Map<String, Object> properties) {
        var globals = byType.get(type);
        return globals == null ? properties : merge(globals.all(), properties);
    }

    private static void requireKnown(Set<String> sections) {
        for (var section : sections) {
            if (!SECTIONS.containsKey(section)) {
                throw new TemplateException("Globals: " + section + " is not supported by the local store");
            }
        }
    }

    private static Map<String, Object> merge(Map<String, Object> global, Map<String, Object> own) {
        var merged = new LinkedHashMap<>(global);
        own.forEach((name, value) -> merged.merge(name, value, Globals::merge));
        return merged;
    }

    private static Object merge(Object global, Object own) {
        return switch (global) {
            case Map<?, ?> map when own instanceof Map<?, ?> ownMap && !isIntrinsic(map) && !isIntrinsic(ownMap) ->
                    merge(Values.textKeys(map), Values.textKeys(ownMap));
            case List<?> list when own instanceof List<?> ownList -> {
                var joined = new ArrayList<Object>(list);
                joined.addAll(ownList);
                yield joined;
            }
            default -> own;
        };
    }

    private static boolean isIntrinsic(Map<?, ?> map) {
        return map.size() == 1 && Intrinsics.isFunction(map.keySet().iterator().next().toString());
    }
}
