package io.hourbook.intake;

import io.hourbook.entry.ReceivedRow;
import io.hourbook.format.SourceFormat;
import io.hourbook.mapping.Source;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The rows of one file in file order, in pieces of {@link #PIECE} rows, or fewer where rows are huge; no more than one piece is in
 * memory. Delimiter (comma,
 * semicolon, tab or bar) and columns are taken from the header.
 */
final class CsvFile implements Iterator<List<ReceivedRow>>, AutoCloseable {

    static final int PIECE = 1_000;

    /** A piece ends with the row that takes it past this many characters: a thousand rows of a megabyte would be no piece. */
    static final int PIECE_CHARACTERS = 1 << 21;

    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private static final int HEADER_LIMIT = 1 << 16;

    private final RowReader reader;
    private final Reader text;
    private final RowConverter converter;
    private List<ReceivedRow> piece;
    private long rows;

    /** Text that can be read from its beginning more than once. */
    @FunctionalInterface
    interface Text {
        Reader open() throws IOException;
    }

    private CsvFile(Reader text, RowReader reader, RowConverter converter) {
        this.text = text;
        this.reader = reader;
        this.converter = converter;
    }

    /**
     * Opens a file and understands its header.
     *
     * @param where the file as people know it
     * @throws Problem where the file is not of the format
     */
    static CsvFile open(Text file, Source source, SourceFormat format, Zones zones, String where) throws IOException {
        Header header = header(file, format, where);
        Reader text = file.open();
        try {
            RowReader reader = new RowReader(text, header.delimiter());
            for (int row = 0; row < header.rows(); row++) {
                reader.next();
            }
            return new CsvFile(text, reader, new RowConverter(header.columns(), format, dates(source, format), zones, where));
        } catch (IOException | RuntimeException e) {
            text.close();
            throw e;
        }
    }

    private record Header(char delimiter, Columns columns, int rows) {}

    private static Header header(Text file, SourceFormat format, String where) throws IOException {
        String beginning;
        try (Reader text = file.open()) {
            char[] characters = new char[HEADER_LIMIT];
            int length = 0;
            for (int read; length < HEADER_LIMIT && (read = text.read(characters, length, HEADER_LIMIT - length)) > 0; ) {
                length += read;
            }
            beginning = new String(characters, 0, length);
        }
        Header best = null;
        for (char delimiter : DELIMITERS) {
            Header header = header(beginning, delimiter, format);
            if (header != null && (best == null || header.columns().found() > best.columns().found())) {
                best = header;
            }
        }
        if (best == null) {
            throw new Problem(Refusals.noHeader(where, format));
        }
        if (!best.columns().missing(format).isEmpty()) {
            throw new Problem(Refusals.otherFormat(where + ":1", format, best.columns().header(), best.columns().missing(format)));
        }
        return best;
    }

    private static Header header(String beginning, char delimiter, SourceFormat format) throws IOException {
        RowReader reader = new RowReader(new StringReader(beginning), delimiter);
        int rows = 0;
        while (reader.next()) {
            rows++;
            // Excel's own way of naming the delimiter in a line of its own
            boolean announcement = rows == 1 && reader.raw().length() <= 5 && reader.raw().startsWith("sep=");
            if (!announcement) {
                List<String> names = new ArrayList<>();
                for (int field = 0; reader.damage() == null && field < reader.fields(); field++) {
                    names.add(reader.field(field).strip());
                }
                return names.isEmpty() ? null : new Header(delimiter, new Columns(format, names), rows);
            }
        }
        return null;
    }

    private static SourceFormat.Dates dates(Source source, SourceFormat format) {
        if (format.dates() != SourceFormat.Dates.SOURCE) {
            return format.dates();
        }
        if (source.dateOrder() == null) {
            return null;
        }
        return switch (source.dateOrder()) {
            case YMD -> SourceFormat.Dates.YEAR_FIRST;
            case MDY -> SourceFormat.Dates.MONTH_FIRST;
            case DMY -> SourceFormat.Dates.DAY_FIRST;
        };
    }

    /** How many rows have been given out. */
    long rows() {
        return rows;
    }

    @Override
    public boolean hasNext() {
        if (piece == null) {
            piece = read();
        }
        return !piece.isEmpty();
    }

    @Override
    public List<ReceivedRow> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        List<ReceivedRow> next = piece;
        piece = null;
        rows += next.size();
        return next;
    }

    private List<ReceivedRow> read() {
        List<ReceivedRow> read = new ArrayList<>(PIECE);
        long characters = 0;
        try {
            while (read.size() < PIECE && characters < PIECE_CHARACTERS && reader.next()) {
                characters += reader.length();
                ReceivedRow row = converter.convert(reader);
                if (row != null) {
                    read.add(row);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
