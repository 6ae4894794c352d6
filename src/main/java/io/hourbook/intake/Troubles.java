package io.hourbook.intake;

import io.hourbook.format.Field;
import io.hourbook.format.SourceFormat;
import io.hourbook.intake.RowReader.Damage;

/** The words for all that can be wrong with a row. */
final class Troubles {

    private static final String IN_TRACKER = "correct the entry in the tracker and export it again";

    private Troubles() {}

    static Trouble damaged(Damage damage) {
        String fix = "mend the row's quotes, or export again; the rows after it were read";
        return switch (damage) {
            case TEXT_AFTER_QUOTE -> new Trouble("FMT-302", "a quoted field is followed by more text", null,
                    "a quote inside a quoted field written twice", fix);
            case QUOTE_NOT_CLOSED -> new Trouble("FMT-302", "a quoted field is never closed", null,
                    "a closing quote within " + RowReader.ROW_LIMIT + " characters", fix);
            case TOO_LONG -> new Trouble("FMT-303", "the row is too long", "more than " + RowReader.ROW_LIMIT + " characters",
                    "a shorter row", "look whether line ends were lost, and export again");
        };
    }

    static Trouble fieldCount(int saw, int want) {
        return new Trouble("FMT-301", "the row has not as many fields as the header", saw + " fields", want + " fields",
                "export again; a row cut short is often the end of an export that broke off");
    }

    static Trouble date(Columns columns, Field field, String saw, SourceFormat.Dates order) {
        return new Trouble("FMT-304", "the " + columns.name(field) + " is no date of a year from 1970 to 2100", saw,
                order(order), "correct the date, or name the order of the account's dates in mappings/sources.csv");
    }

    private static String order(SourceFormat.Dates order) {
        if (order == null) {
            return "2025-03-04 (no date order is named for this source)";
        }
        return switch (order) {
            case MONTH_FIRST -> "month/day/year, 03/04/2025 being the 4th of March";
            case DAY_FIRST -> "day/month/year, 04/03/2025 being the 4th of March";
            default -> "year-month-day, 2025-03-04";
        };
    }

    static Trouble time(Columns columns, Field field, String saw) {
        return new Trouble("FMT-305", "the " + columns.name(field) + " is no time of day", saw, "08:30, 08:30:15 or 8:30 AM",
                IN_TRACKER);
    }

    /** @param bare what a number without a colon counts there */
    static Trouble duration(Columns columns, Field field, String saw, SourceFormat.BareDuration bare) {
        String number = switch (bare) {
            case HOURS -> "1.5";
            case MINUTES -> "minutes, such as 90";
            case SECONDS -> "seconds, such as 5400";
            case SECONDS_OR_HOURS -> "a number: whole ones count seconds, such as 5400, others hours, such as 1.5";
        };
        return new Trouble("FMT-306", "the " + columns.name(field) + " is no duration", saw,
                field == Field.HOURS ? "hours, such as 1.5" : "1:30, 01:30:00 or " + number, IN_TRACKER);
    }

    static Trouble negative(String saw) {
        return new Trouble("FMT-307", "the duration is negative", saw, "0 or more", IN_TRACKER);
    }

    static Trouble endsBeforeStart(String saw) {
        return new Trouble("FMT-307", "the entry ends before it starts", saw, "an end after the start", IN_TRACKER);
    }

    static Trouble absurd(String saw, long limitHours) {
        return new Trouble("FMT-308", "the duration is absurd", saw, limitHours + " hours at most", IN_TRACKER);
    }

    static Trouble noLength() {
        return new Trouble("FMT-309", "the row has neither a duration nor an end", null, "one of them", IN_TRACKER);
    }

    static Trouble noWorker(Columns columns) {
        return new Trouble("FMT-310", "the row names nobody", null, "a " + columns.name(Field.WORKER) + " or an e-mail address",
                IN_TRACKER);
    }

    static Trouble unknownWord(Columns columns, Field field, String saw, SourceFormat format) {
        return new Trouble("FMT-311", columns.name(field) + " is neither yes nor no", saw,
                "one of " + String.join(", ", format.yes().stream().sorted().toList()) + " or "
                        + String.join(", ", format.no().stream().sorted().toList()),
                "add the word under yes or no in " + format.at());
    }

    static Trouble unknownType(String saw, SourceFormat format) {
        return new Trouble("FMT-312", "the row's type is not known", saw,
                "one of " + String.join(", ", format.takenTypes().stream().sorted().toList()),
                "add it under types in " + format.at() + ": take it or skip it");
    }

    static Trouble controlCharacter(Columns columns, int column) {
        return new Trouble("FMT-313", "a NUL character stands in " + columns.header().get(column), null, "text", IN_TRACKER);
    }

    static Trouble tooLong(Columns columns, Field field, int length, int limit) {
        return new Trouble("FMT-314", "the " + columns.name(field) + " is too long", length + " characters",
                limit + " characters at most", IN_TRACKER);
    }

    static Trouble amount(Columns columns, Field field, String saw) {
        return new Trouble("FMT-316", "the " + columns.name(field) + " is no amount", saw,
                "0 or more with the decimals of its currency, such as 12.50; for what a rate pays, a number of units instead", IN_TRACKER);
    }

    static Trouble currency(Columns columns, String saw) {
        return new Trouble("FMT-317", "it is not said in which currency it was spent", saw,
                "three letters such as EUR in a column of its own, or in the header: Amount (EUR)",
                "export it with its currency" + (columns.has(Field.CURRENCY) ? "" : ", or name its column under currency in the format"));
    }

    static Trouble modified(Columns columns, String saw) {
        return new Trouble("FMT-315", "the " + columns.name(Field.MODIFIED) + " is no instant", saw, "2025-03-04T08:30:00Z",
                "write it in ISO-8601 with Z or an offset");
    }
}
