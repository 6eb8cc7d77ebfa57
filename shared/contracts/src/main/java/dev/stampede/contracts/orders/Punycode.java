package dev.stampede.contracts.orders;

/** The ASCII form of the labels of internationalized domain names (RFC 3492). */
final class Punycode {

    /** What ASCII forms of other labels start with (RFC 5890, section 2.3.2.1). */
    static final String PREFIX = "xn--";

    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_N = 0x80;
    private static final char DELIMITER = '-';

    private Punycode() {}

    /**
     * Encodes a label, without {@link #PREFIX} (RFC 3492, section 6.3).
     *
     * @param label at most 63 code points, so that nothing overflows
     */
    static String encoded(String label) {
        var codePoints = label.codePoints().toArray();
        var output = new StringBuilder();
        label.codePoints().filter(codePoint -> codePoint < INITIAL_N).forEach(output::appendCodePoint);
        var basic = output.length();
        var handled = basic;
        if (basic > 0) {
            output.append(DELIMITER);
        }
        var n = INITIAL_N;
        var delta = 0;
        var bias = INITIAL_BIAS;
        while (handled < codePoints.length) {
            var next = Integer.MAX_VALUE;
            for (var codePoint : codePoints) {
                next = codePoint >= n ? Math.min(next, codePoint) : next;
            }
            delta += (next - n) * (handled + 1);
            n = next;
            for (var codePoint : codePoints) {
                if (codePoint < n) {
                    delta++;
                } else if (codePoint == n) {
                    append(output, delta, bias);
                    bias = adapted(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            n++;
        }
        return output.toString();
    }

    private static void append(StringBuilder output, int delta, int bias) {
        var rest = delta;
        for (var k = BASE;; k += BASE) {
            var threshold = Math.clamp(k - bias, T_MIN, T_MAX);
            if (rest < threshold) {
                output.append(digit(rest));
                return;
            }
            output.append(digit(threshold + (rest - threshold) % (BASE - threshold)));
            rest = (rest - threshold) / (BASE - threshold);
        }
    }

    private static int adapted(int delta, int points, boolean isFirst) {
        var scaled = isFirst ? delta / DAMP : delta / 2;
        scaled += scaled / points;
        var k = 0;
        while (scaled > (BASE - T_MIN) * T_MAX / 2) {
            scaled /= BASE - T_MIN;
            k += BASE;
        }
        return k + (BASE - T_MIN + 1) * scaled / (scaled + SKEW);
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }
}
