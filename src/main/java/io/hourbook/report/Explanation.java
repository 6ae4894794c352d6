package io.hourbook.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The whole story of one entry, from its raw row to the books. Written out by {@code explain --json} field by field; the
 * names are a contract (docs/explain.md). Money and rates are decimal strings, instants ISO 8601 in UTC, lengths whole seconds.
 *
 * @param entries  usually one; every entry of the source that the key may mean
 * @param expenses the same of expenses; a key means the one or the other
 */
public record Explanation(
        String source, String key, List<Entry> entries, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Spent> expenses) {

    /**
     * One entry.
     *
     * @param entry       its name everywhere: {@code clockify-los-angeles:7f3k…}
     * @param waiting     what a pass still has to do with it, or null
     * @param row         its current revision as received
     * @param earlier     revisions before, oldest first
     * @param deadLetters messages about it that could not be handled
     */
    public record Entry(
            String entry, int revision, String waiting, Row row, List<Earlier> earlier, Names names, Time time, Said said, Pay pay,
            Bill bill, List<Letter> deadLetters) {}

    /**
     * One expense.
     *
     * @param waiting what a pass still has to do with it, or null
     * @param earlier revisions before, oldest first
     * @param amount  what was spent, or null where units at a rate make it
     * @param receipt the name of its file, or null
     * @param pay     what the worker is owed
     * @param bill    what the client is charged
     */
    public record Spent(
            String expense, int revision, boolean deleted, String waiting, Row row, List<EarlierRow> earlier, Name worker, Name client, Name project,
            Name category, String vendor, String spentOn, String units, String amount, String currency, String receipt, String notes, SpentSide pay,
            SpentSide bill) {}

    /** An earlier row of an expense; {@code changes} are what the next one says otherwise, cell by cell. */
    public record EarlierRow(int revision, Row row, int replacedInRun, List<Change> changes) {}

    /** A side of an expense; {@code amount} is in {@code currency}, that of its document. */
    public record SpentSide(
            Standing standing, Account account, String currency, String amount, String calculation, JsonNode exchange, List<Document> documents) {}

    /** A row as it came in; {@code run} is the pass that took it. */
    public record Row(String file, long line, String takenAt, int run, String raw) {}

    /** A revision that another replaced; {@code changes} are what the next one says otherwise, cell by cell. */
    public record Earlier(int revision, Row row, long seconds, int replacedInRun, List<Change> changes) {}

    /** @param field {@code seconds}, or {@code column 7} counted from 1 */
    public record Change(String field, String before, String after) {}

    public record Names(Name worker, Name client, Name project, Name service) {}

    /**
     * What a source calls something, and what the books make of it.
     *
     * @param received as the row has it, or null
     * @param id       of the books, or null where nothing is meant
     * @param at       where the row of the mappings stands now
     * @param why      why it means nothing, or null
     */
    public record Name(String received, String id, String name, String at, String why) {}

    public record Time(String startAt, String wallStart, String zone, boolean timed, String workDate, long seconds) {}

    /** What the source says of it, and what the checks found; {@code overlaps} are the worker's entries at the same time. */
    public record Said(
            boolean billable, boolean invoiced, String approval, String notes, boolean conflict, List<String> suspicions,
            List<String> overlaps) {}

    /**
     * Where a side stands.
     *
     * @param state   allocated, held, excluded, or waiting
     * @param reason  of a hold or an exclusion
     * @param detail  the sentence behind the reason
     * @param fix     what to do about it, or null
     * @param mapping version of the mappings that decided it
     */
    public record Standing(String state, String reason, String detail, String fix, String mapping) {}

    public record Account(String account, String name) {}

    /**
     * The side that owes the worker.
     *
     * @param amount      contractors only: an employee's labour is rounded once per journal line
     * @param moneyRounding by which the amount was rounded, of the version that made it; null where that is not known any more
     * @param calculation how the amount comes about, or null
     * @param parts       employees only: the seconds by workweek, day and pay code
     * @param flags       what labour law says of the days, in words
     * @param documents   vendor bill; or payroll batches and labour journals
     */
    public record Pay(
            Standing standing, String flow, Account account, long seconds, String costRate, String currency, String amount,
            String moneyRounding, String calculation, List<Part> parts, List<String> flags, List<Document> documents) {}

    /** @param labour seconds × cost rate × multiplier ÷ 3600, shown with four decimals: it is rounded in the journal only */
    public record Part(String week, String workDate, String code, String multiplier, long seconds, Account account, String labour) {}

    /**
     * The side that charges the client.
     *
     * @param customer     of the books, or null
     * @param seconds      rounded; {@code rawSeconds} recorded
     * @param timeRule     by which they were rounded
     * @param roundedWith  the entries of the same rounding day, where the rule is per day
     * @param amount       in {@code currency}, before a retainer is drawn
     * @param exchange     the rate from the rate's currency, or null
     * @param retainer     how much a retainer paid and what is left to invoice, or null
     */
    public record Bill(
            Standing standing, String flow, String section, String customer, Account account, long rawSeconds, Long seconds,
            String timeRule, List<DayEntry> roundedWith, Rate rate, JsonNode exchange, String currency, String amount,
            String moneyRounding, String fxLock, String calculation, Drawn retainer, List<Document> documents) {}

    public record DayEntry(String entry, long rawSeconds, long seconds) {}

    /** Per hour; {@code at} is the row of the rate table that won. */
    public record Rate(String rate, String currency, String at) {}

    /** Seconds are rounded ones; {@code restHeld} where what is left waits for a top-up. */
    public record Drawn(
            String retainer, String period, String drawnAmount, long drawnSeconds, String restAmount, long restSeconds, boolean restHeld) {}

    /**
     * A document that the entry stands or stood on.
     *
     * @param deliveredRevision the newest revision the target has, 0 for none
     * @param delivered         whether the target has it exactly so
     * @param deliveredAt       when its target last took it, or null
     * @param targetId          the target's own id, or null
     * @param people            what people did to it there, as it was read back; left out where they did nothing
     */
    public record Document(
            String reference, String type, String status, String counterparty, String period, String date, String due, String currency,
            String total, String target, String targetId, int revision, int deliveredRevision, boolean delivered, String deliveredAt,
            List<Line> lines, List<Delivery> deliveries, List<Release> releases, @JsonInclude(JsonInclude.Include.NON_NULL) String people) {}

    /** A person's decision that a revision of a document may go out. */
    public record Release(int revision, String by, String at, String note, boolean evenUnfinished) {}

    /**
     * A line that the entry is on.
     *
     * @param side           debit or credit in a journal, else null
     * @param gathers        whether other entries stand on it too
     * @param untilRevision  the first revision that no longer has it, or null while it stands
     * @param reverses       the line it takes back, or null
     * @param version        of routes and mappings that made it; null where there were none yet
     * @param sent           the line as it goes out
     */
    public record Line(
            String line, Account account, String side, String amount, Long seconds, boolean gathers, int fromRevision,
            Integer untilRevision, String reverses, String mapping, Version version, JsonNode sent) {}

    /**
     * What was in force when a line was made, and who let it in.
     *
     * @param author     whose edit it was, as far as that can be known
     * @param approvedBy the second person, or null where none was needed
     */
    public record Version(int number, String acceptedAt, String author, String note, String approvedBy, String approval) {

        String words() {
            return "version " + number + " by " + author + (approvedBy == null ? "" : ", approved by " + approvedBy);
        }
    }

    /**
     * One revision's way to the target: waiting, sending, in-doubt, delivered, failed or superseded, and the last answer.
     *
     * @param dueOn not before this day; null while it waits for a person to release it
     */
    public record Delivery(
            int revision, String state, String key, int attempts, String dueOn, String nextAttemptAt, String answeredAt,
            Integer answerStatus, String answer) {}

    public record Letter(long id, String state, String code, String where, String what, String fix, String lastSeenAt) {}

    /** The same for people, in some twenty lines. */
    public String text() {
        return new ExplanationText().of(this);
    }
}
