package io.hourbook.rounding;

/**
 * How billed time is rounded for one client or project.
 *
 * @param incrementMinutes 1 to 1440
 * @param rounding         to the increment
 * @param minimumMinutes   0 or more; raised to a whole increment before it is used
 * @param scope            whether entries are rounded one by one or per worker, project, service and date
 */
public record TimeRule(int incrementMinutes, TimeRounding rounding, int minimumMinutes, Scope scope) {

    public enum Scope {
        ENTRY,
        DAY
    }

    /** As a person would write it: {@code 15 min up}, {@code 6 min up, at least 15 min}, {@code not rounded}. */
    public String sentence() {
        return (rounding == TimeRounding.NONE ? "not rounded" : incrementMinutes + " min " + rounding.word())
                + (minimumMinutes > 0 ? ", at least " + minimumMinutes + " min" : "")
                + (scope == Scope.DAY ? ", per day" : "");
    }
}
