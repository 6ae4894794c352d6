package io.hourbook.report;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.math.BigDecimal;
import java.util.List;

/**
 * How a month stands: what month-end.json says.
 *
 * @param closed         whether nothing is left to be done about it
 * @param openBecause    what is left, in sentences; empty where it is closed
 * @param run            the last run that was carried through, or null
 * @param conserved      whether that run found that nothing is lost
 * @param earlierHolds   entries of earlier months that wait; they keep those open
 * @param deadLetters    letters that are open, of whatever month: of most nobody can say which
 */
@JsonPropertyOrder({"month", "closed", "open_because"})
public record MonthSummary(
        String month,
        boolean closed,
        @JsonProperty("open_because") List<String> openBecause,
        @JsonProperty("written_at") String writtenAt,
        @JsonProperty("mapping_version") String mappingVersion,
        Integer run,
        boolean conserved,
        List<Held> holds,
        @JsonProperty("earlier_holds") long earlierHolds,
        @JsonProperty("dead_letters") List<Letters> deadLetters,
        List<Documents> documents,
        List<RetainerMonth> retainers,
        List<String> files) {

    /** Entries that wait for one reason. */
    public record Held(String reason, long entries, String hours) {}

    /** Open dead letters of one code. */
    public record Letters(String code, long letters) {}

    /**
     * Documents of one type and currency.
     *
     * @param total of those that are not void; null where they carry no money
     */
    public record Documents(
            String type, String currency, long documents, long delivered, @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal total) {}

    /**
     * A retainer in a month: {@code opening + prepaid - drawn = closing}.
     *
     * @param closing        by the sub-ledger
     * @param correctedLater taken back in the books on a later day, for the month's journal was final
     * @param booked         what customer deposits has at the end of the month
     */
    public record RetainerMonth(
            String retainer,
            String client,
            String currency,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal opening,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal prepaid,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal drawn,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal closing,
            @JsonProperty("corrected_later") @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal correctedLater,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal booked) {

        /** Whether the account and the sub-ledger say the same. */
        @JsonProperty("agrees")
        public boolean agrees() {
            return booked.compareTo(closing.add(correctedLater)) == 0;
        }
    }
}
