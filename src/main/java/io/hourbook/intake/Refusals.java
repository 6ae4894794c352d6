package io.hourbook.intake;

import io.hourbook.format.Field;
import io.hourbook.format.SourceFormat;
import io.hourbook.problem.Finding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Why a file as a whole is not taken, in words. */
final class Refusals {

    private static final int LOOKED_AT = 4_096;
    private static final int SHOWN = 300;

    private Refusals() {}

    static Finding empty(String where) {
        return new Finding("FMT-201", where, "the file is empty", "0 bytes", "a header line and rows",
                "export it again and drop it again");
    }

    /** What the bytes look like where they are no text, or null where they may be. */
    static Finding binary(String where, ByteBuffer bytes, Charset charset) {
        String saw = null;
        int first = bytes.remaining() < 4 ? 0 : bytes.getInt(0);
        if (first == 0x504B0304) {
            saw = "a ZIP archive or a spreadsheet (.xlsx, .ods)";
        } else if (first == 0xD0CF11E0) {
            saw = "an old Excel workbook (.xls)";
        } else if (first == 0x25504446) {
            saw = "a PDF";
        } else if (first >>> 16 == 0x1F8B) {
            saw = "a gzip archive";
        } else if (charset == StandardCharsets.UTF_8) {
            // in the header only: UTF-16 without a mark and binary files have one there, and a row that has one is malformed by itself
            for (int i = 0; i < Math.min(LOOKED_AT, bytes.limit()) && saw == null && bytes.get(i) != '\n'; i++) {
                saw = bytes.get(i) == 0 ? "a NUL character at byte " + (i + 1) : null;
            }
        }
        return saw == null ? null : new Finding("FMT-203", where, "the file is not text", saw, "a CSV file",
                "export or save it as CSV (UTF-8) and drop that");
    }

    static Finding encoding(String where, long line, byte offending, Charset charset) {
        return new Finding("FMT-202", where + ":" + line, "the file is not " + charset.name() + " text",
                "byte 0x%02X".formatted(offending & 0xFF), "UTF-8, with or without a byte order mark, or UTF-16 with one",
                "save it as \"CSV UTF-8\" and drop it again; nothing of it was taken");
    }

    static Finding otherFormat(String where, SourceFormat format, List<String> header, List<Set<Field>> missing) {
        String want = missing.stream()
                .map(fields -> fields.stream().sorted().map(field -> headers(format, field)).collect(Collectors.joining(" or ")))
                .collect(Collectors.joining(", and "));
        return new Finding("FMT-204", where, "the file is not a " + format.tracker() + " export: columns are missing",
                shorten(String.join(", ", header)), "the columns " + want,
                "drop it in the folder of its own source, or add the header's spelling to " + format.at());
    }

    static Finding noHeader(String where, SourceFormat format) {
        return new Finding("FMT-204", where, "the file is not a " + format.tracker() + " export: it has no header line", null,
                "a first line with the columns' names", "export it again with its header");
    }

    static Finding unknownFormat(String where, String source, String format) {
        return new Finding("FMT-205", where, "source " + source + " names a format that does not exist", format,
                "mappings/sources/" + format + ".yaml", "add that file, or name another format in mappings/sources.csv");
    }

    static Finding unreadable(String where, IOException e) {
        return new Finding("FMT-206", where, "the file cannot be read", e.getClass().getSimpleName() + ": " + e.getMessage(), null,
                "give the service the right to read it; it stays in the inbox and the next pass tries again");
    }

    static Finding unexpected(String where, Throwable e) {
        return new Finding("FMT-207", where, "taking the file failed", e.getClass().getSimpleName() + ": " + e.getMessage(), null,
                "mend the cause; the file stays in the inbox and the next pass goes on with it");
    }

    static Finding unclaimed(String where) {
        return new Finding("FMT-208", where, "lies in the inbox and belongs to no source", null, "a folder named as a source",
                "move it to its source's folder, or add the source to mappings/sources.csv");
    }

    /** @param kind what it is instead of a file */
    static Finding notAFile(String where, String kind) {
        return new Finding("FMT-209", where, "is " + kind + " and is not taken", null, "a file, put there itself",
                "put the file itself into the source's folder, and move this out of the inbox");
    }

    static Finding immovable(String where, String folder, IOException e) {
        return new Finding("FMT-210", where, "was " + (folder.equals("done") ? "taken" : "refused") + " and cannot be moved to " + folder + "/",
                e.getClass().getSimpleName() + ": " + e.getMessage(), null,
                "give the service the right to write in that folder, or make room; nothing of the file is lost or taken twice");
    }

    static Finding locked(String where) {
        return new Finding("FMT-211", where, "is locked by another program", null, "a file that nobody has locked",
                "close the program that has it open; the file is then taken by itself");
    }

    static Finding growing(String where) {
        return new Finding("FMT-212", where, "is still being written", null, "a file that stays the same for a second",
                "wait for the transfer to end, or end what keeps changing the file; it is then taken by itself");
    }

    static Finding tooLarge(String where, long bytes, long most) {
        return new Finding("FMT-213", where, "the file is too large", bytes + " bytes", "at most " + most + " bytes",
                "export fewer months at a time; or raise the limit, HOURBOOK_INBOX_MEGABYTES");
    }

    static Finding grewAfterwards(String where, long before, long now) {
        return new Finding("FMT-214", where, "was still being written when it was taken, and is back in the inbox",
                now + " bytes; it had " + before, "a file that is whole",
                "nothing: what was added is taken too; have the program write under a name that ends in .part and rename it at the end");
    }

    private static String headers(SourceFormat format, Field field) {
        return String.join(" / ", format.columns().get(field));
    }

    static String shorten(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
