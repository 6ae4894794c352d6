package io.hourbook.edition;

import java.io.ByteArrayOutputStream;

/** How the lines of a text file end: {@code LF}, as what is shipped has them, or {@code CR LF}, as Windows does. */
final class LineEnds {

    private LineEnds() {}

    /** The same with {@code LF} alone. */
    static byte[] plain(byte[] text) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(text.length);
        for (int i = 0; i < text.length; i++) {
            if (text[i] != '\r' || i + 1 == text.length || text[i + 1] != '\n') {
                plain.write(text[i]);
            }
        }
        return plain.toByteArray();
    }

    /**
     * What takes a file's place, with the line ends of that file.
     *
     * @param before the file as it is
     * @param after  with {@code LF}; null for no file any more
     */
    static byte[] like(byte[] before, byte[] after) {
        if (after == null || plain(before).length == before.length) {
            return after;
        }
        ByteArrayOutputStream like = new ByteArrayOutputStream(after.length * 2);
        for (byte one : after) {
            if (one == '\n') {
                like.write('\r');
            }
            like.write(one);
        }
        return like.toByteArray();
    }
}
