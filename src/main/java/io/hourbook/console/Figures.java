package io.hourbook.console;

import io.hourbook.money.Currencies;
import io.hourbook.money.Hours;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Figures as people read them on a page: thousands with commas, dates ISO, times in the company's zone. */
final class Figures {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    private final ZoneId zone;

    /** @param zone in which instants are shown */
    Figures(ZoneId zone) {
        this.zone = zone;
    }

    /** An amount with the decimals of its currency; more only where it has more. */
    static BigDecimal scaled(BigDecimal amount, String currency) {
        BigDecimal plain = amount.stripTrailingZeros();
        int minor = currency != null && Currencies.known(currency) ? Currencies.minorUnits(currency) : 0;
        return plain.setScale(Math.max(minor, plain.scale()), RoundingMode.UNNECESSARY);
    }

    /** {@code 31,948.00}; nothing for null. */
    public String money(BigDecimal amount, String currency) {
        return amount == null ? "" : grouped(scaled(amount, currency));
    }

    /** The same for an amount that is text; what is no number stays as it is. */
    public String money(String amount, String currency) {
        try {
            return amount == null ? "" : money(new BigDecimal(amount), currency);
        } catch (NumberFormatException notANumber) {
            return amount;
        }
    }

    public String count(long number) {
        return grouped(BigDecimal.valueOf(number));
    }

    /** Decimal hours, two decimals or, where those are not exact, four: {@code 7.50}, {@code 7.2528}. */
    public String hours(Long seconds) {
        if (seconds == null) {
            return "";
        }
        BigDecimal total = BigDecimal.valueOf(seconds);
        boolean whole = seconds % 36 == 0;
        return grouped(total.divide(SECONDS_PER_HOUR, whole ? 2 : 4, RoundingMode.HALF_UP));
    }

    /** {@code 2025-04-30 17:05}, in the company's zone; a dash for null. */
    public String time(Instant at) {
        return at == null ? "–" : MINUTE.format(at.atZone(zone));
    }

    public String zone() {
        return zone.getId();
    }

    /** How long something took: {@code 0.8 s}, {@code 2 min 5 s}, {@code 3 h 12 min}. */
    public String elapsed(long milliseconds) {
        return Hours.elapsed(milliseconds);
    }

    private static String grouped(BigDecimal number) {
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMinimumFractionDigits(Math.max(0, number.scale()));
        format.setMaximumFractionDigits(Math.max(0, number.scale()));
        return format.format(number);
    }
}
