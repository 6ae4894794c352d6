package io.hourbook.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Seconds as people read them. For show only: amounts come from seconds (domain rule "Rounding", money). */
public final class Hours {

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);
    private static final int DECIMALS = 4;

    private Hours() {}

    /** Hours with four decimals, a half rounded up: {@code 7.5000} for 27000 seconds. */
    public static String shown(long seconds) {
        return BigDecimal.valueOf(seconds).divide(SECONDS_PER_HOUR, DECIMALS, RoundingMode.HALF_UP).toPlainString();
    }

    /** Hours, minutes and, where there are any, seconds: {@code 10:30}, {@code 0:07:29}. */
    public static String clock(long seconds) {
        long size = Math.abs(seconds);
        String clock = (seconds < 0 ? "-" : "") + size / 3600 + twoDigits(size % 3600 / 60);
        return size % 60 == 0 ? clock : clock + twoDigits(size % 60);
    }

    /** How long something took: {@code 0.8 s}, {@code 2 min 5 s}, {@code 3 h 12 min}. */
    public static String elapsed(long milliseconds) {
        long seconds = milliseconds / 1000;
        if (seconds < 60) {
            return seconds + "." + milliseconds % 1000 / 100 + " s";
        }
        return seconds < 3600 ? seconds / 60 + " min " + seconds % 60 + " s" : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    private static String twoDigits(long number) {
        return (number < 10 ? ":0" : ":") + number;
    }
}
