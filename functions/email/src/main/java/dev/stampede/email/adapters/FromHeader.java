package dev.stampede.email.adapters;

import java.util.regex.Pattern;

/** The value of a mail's From header: a name, quoted or encoded, and an address. */
final class FromHeader {

    private static final Pattern SPECIAL = Pattern.compile("[\\\\\"]");

    private FromHeader() {}

    static String of(String name, String address) {
        return display(name.strip().replaceAll("\\p{Cntrl}", " ")) + " <" + address + ">";
    }

    private static String display(String name) {
        return EncodedWords.isAscii(name)
                ? '"' + SPECIAL.matcher(name).replaceAll("\\\\$0") + '"'
                : String.join(" ", EncodedWords.of(name));
    }
}
