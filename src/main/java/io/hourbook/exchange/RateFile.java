package io.hourbook.exchange;

import io.hourbook.problem.Finding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipInputStream;

/**
 * A table of rates as it came over the wire: CSV, XML, or a zip archive with one of them, which is how the bank publishes
 * its history. Told by its first bytes; whatever it says, nothing of it is trusted.
 */
final class RateFile {

    /** The whole history is 2 MB as CSV and 8 MB as XML. */
    static final int MOST_BYTES = 16 << 20;

    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private final String where;

    /** @param where the address, for findings */
    RateFile(String where) {
        this.where = where;
    }

    ExchangeRates.Reading read(byte[] bytes) {
        byte[] table = bytes;
        if (startsWith(bytes, ZIP)) {
            try {
                table = unzipped(bytes);
            } catch (IOException | IllegalArgumentException broken) {
                return refused("a broken zip archive");
            }
            if (table == null || table.length > MOST_BYTES) {
                return refused(table == null ? "a zip archive without a file" : "a zip archive with more than 16 MB in it");
            }
        }
        String text = new String(table, StandardCharsets.UTF_8);
        String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
        String start = bare.stripLeading().toLowerCase(Locale.ROOT);
        if (start.isEmpty()) {
            return refused("nothing");
        }
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            return refused("a web page");
        }
        if (start.startsWith("<")) {
            return ExchangeRates.readXml(where, new StringReader(bare.stripLeading()));
        }
        ExchangeRates.Reading reading = ExchangeRates.readCsv(where, new StringReader(bare));
        if (!reading.findings().isEmpty()) {
            return reading;
        }
        return cutOff(bare) ? refused("a table whose last row is cut off") : new ExchangeRates.Reading(reading.rates(), RowDoubts.of(where, bare));
    }

    /** Every row of the bank's table has as many cells as its header. */
    private static boolean cutOff(String csv) {
        String whole = csv.stripTrailing();
        int header = whole.indexOf('\n');
        String last = whole.substring(whole.lastIndexOf('\n') + 1);
        return header >= 0 && cells(whole.substring(0, header)) != cells(last);
    }

    private static long cells(String row) {
        return row.chars().filter(c -> c == ',').count();
    }

    private static byte[] unzipped(byte[] archive) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            return zip.getNextEntry() == null ? null : zip.readNBytes(MOST_BYTES + 1);
        }
    }

    private ExchangeRates.Reading refused(String saw) {
        return new ExchangeRates.Reading(ExchangeRates.NONE, List.of(new Finding(
                "MAP-401", where, "not a table of the European Central Bank's rates", saw,
                "eurofxref-daily.xml, eurofxref-hist.csv, or eurofxref-hist.zip as the bank publishes them",
                "open the address in a browser, and write the right one in mappings/exchange.yaml")));
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if (bytes[i] != start[i]) {
                return false;
            }
        }
        return true;
    }
}
