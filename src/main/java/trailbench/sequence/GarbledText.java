package trailbench.sequence;

import java.util.regex.Pattern;

/// Text that was read in another encoding than it was written in.
final class GarbledText {
    /// UTF-8 read as ISO-8859-1 or windows-1252: a byte of the first of two (Â to ß) or of three (à to ï) or of four (ð to ô), and then bytes
    /// that only follow, as either of the two encodings shows them.
    private static final Pattern UTF8_READ_AS_LATIN = Pattern.compile(
            "[\u00C2-\u00DF]%1$s|[\u00E0-\u00EF]%1$s%1$s|[\u00F0-\u00F4]%1$s%1$s%1$s".replace("%1$s", "[\u0080-\u00BF\u0152\u0153\u0160\u0161\u0178\u017D\u017E\u0192\u02C6\u02DC\u2013-\u203A\u20AC\u2122]"));
    /// What a decoder writes where bytes are none of its encoding's.
    private static final char REPLACEMENT = '\uFFFD';

    private GarbledText() {}

    static boolean isUtf8ReadAsLatin(String text) {
        return UTF8_READ_AS_LATIN.matcher(text).find();
    }

    static boolean isGarbled(String text) {
        return text.indexOf(REPLACEMENT) >= 0 || isUtf8ReadAsLatin(text);
    }
}
