package io.hourbook.exchange;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.hourbook.problem.Finding;
import java.io.Reader;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The history of reference rates as the European Central Bank's eurofxref-hist.csv has it. */
final class EcbCsv {

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final String WANTED_HEADER = "a header like Date,USD,JPY,GBP, a row a day";
    private static final String DOWNLOAD = "download eurofxref-hist.zip from the European Central Bank and save its CSV here";

    private final String path;
    private final RatesBuilder rates = new RatesBuilder();

    EcbCsv(String path) {
        this.path = path;
    }

    ExchangeRates.Reading read(Reader csv) {
        try {
            CsvReader<CsvRecord> reader = CsvReader.builder()
                    .commentStrategy(CommentStrategy.SKIP)
                    .skipEmptyLines(true)
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .detectBomHeader(false)
                    .ofCsvRecord(csv);
            Iterator<CsvRecord> rows = reader.iterator();
            if (!rows.hasNext()) {
                notRates(1, "an empty file");
                return rates.build();
            }
            List<String> currencies = header(rows.next());
            while (currencies != null && rows.hasNext()) {
                row(rows.next(), currencies);
            }
        } catch (CsvParseException broken) {
            notRates(1, broken.getMessage());
        }
        return rates.build();
    }

    /** The currency of each column, the first one's null; or null where this is no header of rates. */
    private List<String> header(CsvRecord row) {
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String field : row.getFields()) {
            String name = trimmed(field);
            boolean first = names.isEmpty();
            boolean trailing = name.isEmpty() && names.size() == row.getFieldCount() - 1;
            boolean fits = first
                    ? name.equalsIgnoreCase("Date")
                    : trailing || isPublished(name) && seen.add(name);
            if (!fits) {
                notRates(row.getStartingLineNumber(), "column " + (names.size() + 1) + " is \"" + name + "\"");
                return null;
            }
            names.add(first || trailing ? null : name);
        }
        return names;
    }

    private void row(CsvRecord row, List<String> currencies) {
        String where = path + ":" + row.getStartingLineNumber();
        LocalDate day;
        try {
            day = day(trimmed(row.getField(0)));
        } catch (DateTimeParseException notADate) {
            rates.found(badDate(where, trimmed(row.getField(0))));
            return;
        }
        rates.row(where);
        for (int i = 1; i < row.getFieldCount(); i++) {
            String text = trimmed(row.getField(i));
            if (text.isEmpty() || text.equals("N/A")) {
                continue;
            }
            String currency = i < currencies.size() ? currencies.get(i) : null;
            long rate = currency == null ? PackedRate.NONE : PackedRate.parse(text);
            if (rate == PackedRate.NONE) {
                rates.found(badRate(where, currency == null ? "a column without a currency" : currency, text));
            } else {
                rates.add(currency, day, rate);
            }
        }
    }

    private void notRates(long line, String saw) {
        rates.found(new Finding(
                "MAP-401", path + ":" + line, "not a table of the European Central Bank's rates", saw, WANTED_HEADER, DOWNLOAD));
    }

    static Finding badDate(String where, String saw) {
        return new Finding(
                "MAP-402",
                where,
                "no date that rates could be published for",
                "\"" + saw + "\"",
                "year-month-day, as 2025-05-09",
                "write the day the rates were published for, or remove the row");
    }

    static Finding badRate(String where, String currency, String saw) {
        return new Finding(
                "MAP-403",
                where,
                "no rate for " + currency,
                "\"" + saw + "\"",
                "units per 1 EUR, more than 0 and with a decimal point, as 1.1252; or N/A",
                "write the published rate, or leave the cell empty");
    }

    /** A code that can stand beside the euro. */
    static boolean isPublished(String currency) {
        return CURRENCY.matcher(currency).matches() && !currency.equals(ExchangeRates.PIVOT);
    }

    /** @throws DateTimeParseException for anything but year-month-day with a year of four digits */
    static LocalDate day(String text) {
        if (text.length() != "2025-05-09".length()) {
            throw new DateTimeParseException("not year-month-day", text, 0);
        }
        return LocalDate.parse(text);
    }

    private static String trimmed(String cell) {
        String bare = cell.startsWith("\uFEFF") ? cell.substring(1) : cell;
        return bare.strip();
    }
}
