package dev.stampede.load;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Plots as SVG elements that need nothing else. */
final class Svg {

    private static final int WIDTH = 860;
    private static final int HEIGHT = 260;
    private static final int LEFT = 60;
    private static final int BOTTOM = 30;
    private static final int TOP = 24;
    private static final int BAR = 24;
    private static final int NAMES = 300;
    private static final int TICKS = 4;
    private static final List<String> COLORS = List.of("#1f6feb", "#d1572a", "#2f8f4e", "#7d4cc9");

    private Svg() {}

    /** One line for each series, over the same steps of the horizontal axis. */
    static String lines(String horizontal, Map<String, List<Long>> series) {
        var steps = series.values().stream().mapToInt(List::size).max().orElse(0);
        var highest = Math.max(1, series.values().stream().flatMap(List::stream).mapToLong(Long::longValue).max()
                .orElse(1));
        var content = new StringBuilder(axes(horizontal, steps, highest));
        var names = List.copyOf(series.keySet());
        for (var i = 0; i < names.size(); i++) {
            var color = COLORS.get(i % COLORS.size());
            var values = series.get(names.get(i));
            var points = IntStream.range(0, values.size())
                    .mapToObj(step -> number(x(step, steps)) + "," + number(y(values.get(step), highest)))
                    .collect(Collectors.joining(" "));
            content.append("<polyline fill='none' stroke='%s' stroke-width='2' points='%s'/>".formatted(color, points))
                    .append("<text x='%d' y='14' fill='%s'>%s</text>".formatted(LEFT + i * 190, color,
                            escaped(names.get(i))));
        }
        return svg(HEIGHT, content.toString());
    }

    /** One bar for each value. */
    static String bars(Map<String, Double> values, String format) {
        var highest = Math.max(values.values().stream().mapToDouble(Double::doubleValue).max().orElse(1), 1e-9);
        var content = new StringBuilder();
        var row = 0;
        for (var entry : values.entrySet()) {
            var y = row++ * BAR;
            var width = entry.getValue() / highest * (WIDTH - NAMES - LEFT);
            content.append("<text x='%d' y='%d' text-anchor='end'>%s</text>".formatted(NAMES - 8, y + 16,
                    escaped(entry.getKey())))
                    .append("<rect x='%d' y='%d' width='%s' height='%d' fill='%s'/>".formatted(NAMES, y + 3,
                            number(width), BAR - 6, COLORS.getFirst()))
                    .append("<text x='%s' y='%d'>%s</text>".formatted(number(NAMES + width + 6), y + 16,
                            String.format(Locale.ROOT, format, entry.getValue())));
        }
        return svg(Math.max(row, 1) * BAR, content.toString());
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#39;").replace("\"",
                "&quot;");
    }

    private static String axes(String horizontal, int steps, long highest) {
        var content = new StringBuilder();
        for (var tick = 0; tick <= TICKS; tick++) {
            var value = highest * tick / TICKS;
            var y = number(y(value, highest));
            content.append("<line x1='%d' x2='%d' y1='%s' y2='%s' stroke='#ddd'/>".formatted(LEFT, WIDTH, y, y))
                    .append("<text x='%d' y='%s' text-anchor='end'>%d</text>".formatted(LEFT - 6, y, value));
            var step = Math.max(steps - 1, 0) * tick / TICKS;
            content.append("<text x='%s' y='%d' text-anchor='middle'>%d</text>".formatted(number(x(step, steps)),
                    HEIGHT - 10, step));
        }
        return content.append("<text x='%d' y='14' text-anchor='end' fill='#666'>%s</text>".formatted(WIDTH,
                escaped(horizontal))).toString();
    }

    private static double x(int step, int steps) {
        return LEFT + 10 + step * (double) (WIDTH - LEFT - 30) / Math.max(1, steps - 1);
    }

    private static double y(long value, long highest) {
        return HEIGHT - BOTTOM - value * (double) (HEIGHT - BOTTOM - TOP) / highest;
    }

    private static String svg(int height, String content) {
        return "<svg viewBox='0 0 %d %d' width='%d' height='%d' role='img'>%s</svg>".formatted(WIDTH, height, WIDTH,
                height, content);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
