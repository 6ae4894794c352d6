package io.hourbook.timetable;

import java.text.ParseException;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.springframework.scheduling.support.CronExpression;

/**
 * Six fields: second, minute, hour, day of the month, month, day of the week. Only what Spring and Quartz both take and read
 * alike: Quartz alone takes 99 for a minute and means every one, and the two count the days of the week differently.
 */
public final class Cron implements UnaryOperator<LocalDateTime> {

    private static final LocalDateTime SOME_DAY = LocalDateTime.of(2000, 1, 1, 0, 0).minusSeconds(1);

    private final String text;
    private final CronExpression expression;

    private Cron(String text, CronExpression expression) {
        this.text = text;
        this.expression = expression;
    }

    /** @throws IllegalArgumentException with what is wrong, as the end of a sentence that begins with its name */
    public static Cron of(String text) {
        String[] fields = text.strip().toUpperCase(Locale.ROOT).split("\\s+");
        require(fields.length == 6, "has " + fields.length + " fields instead of six");
        for (String field : fields) {
            require(field.matches("[0-9A-Z*/,?#-]+"), "has a field that is no cron: " + field);
        }
        require(fields[0].matches("[0-5]?[0-9]"), "would be due more than once a minute: its first field, the second, is no single number");
        require(!fields[5].matches(".*(?<!#)[0-9].*"), "counts the days of the week, which programs begin with different days");
        boolean everyDay = fields[3].matches("[*?]");
        boolean everyWeekday = fields[5].matches("[*?]");
        require(everyDay || everyWeekday, "names a day of the month and a day of the week, of which only one can hold");
        String common = String.join(" ", fields[0], fields[1], fields[2], everyDay && !everyWeekday ? "?" : fields[3].replace('?', '*'),
                fields[4], everyWeekday ? "?" : fields[5]);
        return new Cron(String.join(" ", fields), checked(common));
    }

    private static CronExpression checked(String common) {
        CronExpression expression;
        try {
            expression = CronExpression.parse(common);
            new org.quartz.CronExpression(common);
        } catch (IllegalArgumentException | ParseException | IndexOutOfBoundsException wrong) {
            throw new IllegalArgumentException("has a field that is out of its range or no cron");
        }
        require(expression.next(SOME_DAY) != null, "is never due: there is no such day");
        return expression;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }

    @Override
    public LocalDateTime apply(LocalDateTime wall) {
        return expression.next(wall);
    }

    /** Whether it is about every hour or every so many, and so about the passing of time rather than about a time of day. */
    boolean throughTheDay() {
        return text.split(" ")[2].startsWith("*");
    }

    @Override
    public String toString() {
        return text;
    }
}
