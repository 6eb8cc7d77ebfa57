package dev.stampede.runtime.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What {@code If-Match} or {@code If-None-Match} names: any representation ({@code *}) or a list of entity tags (RFC
 * 9110, section 13.1). Tags are compared weakly in both.
 */
public sealed interface EntityTags {

    EntityTags ANY = new Any();

    /** {@code *}. */
    record Any() implements EntityTags {
        @Override
        public boolean anyMatch(Predicate<EntityTag> condition) {
            return true;
        }
    }

    /** @param tags at least one */
    record Listed(List<EntityTag> tags) implements EntityTags {
        public Listed {
            tags = List.copyOf(tags);
            if (tags.isEmpty()) {
                throw new IllegalArgumentException("must contain an entity tag");
            }
        }

        @Override
        public boolean anyMatch(Predicate<EntityTag> condition) {
            return tags.stream().anyMatch(condition);
        }
    }

    /** Whether the condition holds for one of the tags; always for {@code *}. */
    boolean anyMatch(Predicate<EntityTag> condition);

    /** Whether the tag is among those named; always for {@code *}. */
    default boolean include(EntityTag tag) {
        return anyMatch(tag::equals);
    }

    /**
     * The precondition of a change that replaces a resource, so that nobody overwrites what they have not seen. To be asked for after
     * the rest of the request is valid (RFC 9110, section 13.2.1).
     *
     * @throws ProblemException 428 if there is none
     */
    static EntityTags required(Optional<EntityTags> ifMatch) {
        return ifMatch.orElseThrow(() -> new ProblemException(Problem.preconditionRequired()));
    }

    /**
     * Reads the header's value.
     *
     * @throws IllegalArgumentException if it is neither {@code *} nor a list of entity tags
     */
    static EntityTags parse(String header) {
        return header.strip().equals("*") ? ANY : new Listed(Parser.tags(header));
    }

    /** The list syntax, which has empty elements too (RFC 9110, section 5.6.1.2). */
    final class Parser {
        private static final Pattern ELEMENT = Pattern.compile("\\G[ \\t]*(?:(?:W/)?\"([!#-~]*)\")?[ \\t]*(,|\\z)");

        private Parser() {}

        private static List<EntityTag> tags(String header) {
            var tags = new ArrayList<EntityTag>();
            var elements = ELEMENT.matcher(header);
            while (elements.find()) {
                if (elements.group(1) != null) {
                    tags.add(new EntityTag(elements.group(1)));
                }
                if (elements.group(2).isEmpty()) {
                    return tags;
                }
            }
            throw new IllegalArgumentException("must be * or a list of entity tags such as \"3\"");
        }
    }
}
