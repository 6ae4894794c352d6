package io.hourbook.intake;

import io.hourbook.entry.Names;
import io.hourbook.entry.ReceivedEntry;
import io.hourbook.entry.ReceivedRow;
import io.hourbook.format.Formats;
import io.hourbook.format.SourceFormat;
import io.hourbook.mapping.Source;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads texts and files in tests, with the formats that are shipped. */
final class Reading {

    static final Map<String, SourceFormat> FORMATS = Formats.load(Path.of("mappings"));
    static final Source LOS_ANGELES = source("clockify-los-angeles", "clockify", "America/Los_Angeles", Source.DateOrder.MDY);
    static final Source NEW_YORK = source("clockify-new-york", "clockify", "America/New_York", Source.DateOrder.MDY);
    static final Source BERLIN = source("toggl-berlin", "toggl", "Europe/Berlin", Source.DateOrder.YMD);
    static final Source LONDON = source("toggl-london", "toggl", "Europe/London", Source.DateOrder.YMD);
    static final Source TOKYO = source("kimai-tokyo", "kimai", "Asia/Tokyo", Source.DateOrder.YMD);
    static final Source HARVEST = source("harvest", "harvest", null, Source.DateOrder.YMD);
    static final Source BY_HAND = source("by-hand", "hourbook", "America/New_York", null);
    static final Source EXPENSES = source("expenses", "hourbook-expenses", null, null);

    private Reading() {}

    static Source source(String name, String format, String zone, Source.DateOrder order) {
        return new Source(name, format, zone == null ? null : ZoneId.of(zone), order, null, "mappings/sources.csv");
    }

    static List<ReceivedRow> file(Path path, Source source) {
        return file(path, source, FORMATS.get(source.format()));
    }

    static List<ReceivedRow> file(Path path, Source source, SourceFormat format) {
        return file(path, source, format, names -> Optional.empty());
    }

    static List<ReceivedRow> file(Path path, Source source, SourceFormat format, Function<Names, Optional<ZoneId>> workerZone) {
        String where = "inbox/" + source.source() + "/" + path.getFileName();
        Zones zones = new Zones(source.zone(), workerZone, ZoneId.of("UTC"));
        try {
            FileText text = FileText.look(path, where);
            if (text.refusal() != null) {
                throw new Problem(text.refusal());
            }
            try (CsvFile rows = CsvFile.open(text, source, format, zones, where)) {
                List<ReceivedRow> read = new ArrayList<>();
                rows.forEachRemaining(read::addAll);
                return read;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<ReceivedRow> bytes(byte[] bytes, Source source, SourceFormat format) {
        return bytes(bytes, source, format, names -> Optional.empty());
    }

    private static List<ReceivedRow> bytes(byte[] bytes, Source source, SourceFormat format,
            Function<Names, Optional<ZoneId>> workerZone) {
        try {
            Path file = Files.createTempFile("rows", ".csv");
            try {
                Files.write(file, bytes);
                return file(file, source, format, workerZone);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<ReceivedRow> text(Source source, String... lines) {
        return bytes(String.join("\n", lines).getBytes(StandardCharsets.UTF_8), source, FORMATS.get(source.format()));
    }

    static List<ReceivedRow> textWith(Source source, Function<Names, Optional<ZoneId>> workerZone, String... lines) {
        return bytes(String.join("\n", lines).getBytes(StandardCharsets.UTF_8), source, FORMATS.get(source.format()), workerZone);
    }

    static ReceivedEntry entry(Source source, String... lines) {
        return (ReceivedEntry) text(source, lines).get(0);
    }

    static ReceivedRow.Malformed malformed(Source source, String... lines) {
        return (ReceivedRow.Malformed) text(source, lines).get(0);
    }
}
