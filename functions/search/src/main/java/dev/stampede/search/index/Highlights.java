package dev.stampede.search.index;

import dev.stampede.search.index.FoundProduct.Highlight;
import dev.stampede.search.index.FoundProduct.Range;
import dev.stampede.search.index.TextQuery.Matcher;
import dev.stampede.search.index.Words.Chunk;
import dev.stampede.search.index.Words.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.document.Document;

/** Finds the words of a query in the texts of the products of a page. Not thread-safe. */
final class Highlights {

    /** Length of a passage of a description, in UTF-16 code units. */
    private static final int PASSAGE = 160;
    /** How much of it precedes the first match. */
    private static final int BEFORE = 40;

    private final Matcher matcher;
    // Products of a page have most of their words in common.
    private final Map<String, Boolean> matchingWhole = new HashMap<>();
    private final Map<String, Boolean> matchingInPart = new HashMap<>();

    Highlights(Matcher matcher) {
        this.matcher = matcher;
    }

    List<Highlight> of(Document document) {
        var highlights = new ArrayList<Highlight>();
        whole(Fields.TITLE, document.get(Fields.TITLE)).ifPresent(highlights::add);
        for (var sku : document.getValues(Fields.SKU)) {
            whole(Fields.SKU, sku).ifPresent(highlights::add);
        }
        var summary = document.get(Fields.SUMMARY);
        if (summary != null) {
            whole(Fields.SUMMARY, summary).ifPresent(highlights::add);
        }
        var description = document.get(Fields.DESCRIPTION);
        if (description != null) {
            passage(description).ifPresent(highlights::add);
        }
        return highlights;
    }

    private Optional<Highlight> whole(String field, String text) {
        var matches = matches(text);
        return matches.isEmpty() ? Optional.empty() : Optional.of(new Highlight(field, text, matches));
    }

    private Optional<Highlight> passage(String text) {
        var matches = matches(text);
        if (matches.isEmpty()) {
            return Optional.empty();
        }
        var start = wordStart(text, Math.max(0, matches.getFirst().start() - BEFORE), matches.getFirst().start());
        var end = wordEnd(text, Math.min(text.length(), start + PASSAGE), matches.getFirst().end());
        return Optional.of(new Highlight(Fields.DESCRIPTION, text.substring(start, end), matches.stream()
                .filter(match -> match.end() <= end)
                .map(match -> new Range(match.start() - start, match.end() - start))
                .toList()));
    }

    /** The first beginning of a word from {@code from} on, at most {@code limit}. */
    private static int wordStart(String text, int from, int limit) {
        if (from == 0) {
            return 0;
        }
        for (var at = from; at < limit; at++) {
            if (Character.isWhitespace(text.charAt(at - 1))) {
                return at;
            }
        }
        return limit;
    }

    /** The last end of a word up to {@code to}, at least {@code limit}. */
    private static int wordEnd(String text, int to, int limit) {
        if (to == text.length()) {
            return to;
        }
        for (var at = to; at > limit; at--) {
            if (Character.isWhitespace(text.charAt(at))) {
                return at;
            }
        }
        return limit;
    }

    private List<Range> matches(String text) {
        var matches = new ArrayList<Range>();
        for (var chunk : Words.of(text)) {
            if (chunk.joined().filter(this::isMatch).isPresent()) {
                add(matches, chunk.start(), chunk.end());
            } else {
                addParts(matches, chunk);
            }
        }
        return matches;
    }

    private boolean isMatch(String word) {
        return matchingWhole.computeIfAbsent(word, matcher::matches);
    }

    /** Whether the word or one of its pieces matches. */
    private boolean isMatch(Part.Word word) {
        return matchingInPart.computeIfAbsent(word.text(),
                text -> isMatch(text) || word.pieces().stream().anyMatch(matcher.exact()::contains));
    }

    private void addParts(List<Range> matches, Chunk chunk) {
        var previous = "";
        var previousStart = 0;
        for (var part : chunk.parts()) {
            switch (part) {
                case Part.Word word -> {
                    if (isMatch(word)) {
                        add(matches, word.start(), word.end());
                    }
                }
                case Part.Sign sign -> {
                    if (!sign.isFirst() && matcher.exact().contains(previous + sign.text())) {
                        add(matches, previousStart, sign.end());
                    } else if (matcher.exact().contains(sign.text())) {
                        add(matches, sign.start(), sign.end());
                    }
                    previous = sign.text();
                    previousStart = sign.start();
                }
            }
        }
    }

    /** Signs that match in overlapping pairs are one range. */
    private static void add(List<Range> matches, int start, int end) {
        if (!matches.isEmpty() && matches.getLast().end() >= start) {
            var last = matches.removeLast();
            matches.add(new Range(last.start(), Math.max(last.end(), end)));
        } else {
            matches.add(new Range(start, end));
        }
    }
}
