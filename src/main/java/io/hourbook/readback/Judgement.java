package io.hourbook.readback;

import io.hourbook.readback.SeenDocument.Says;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Whether what stands at the target is what was written there. Pure. What the target does not tell differs from nothing; where a call of
 * ours is in doubt, what it may have written counts as ours as well.
 *
 * @param edited whether people changed it
 * @param what   in words: what stands there, what we wrote; null where it is ours
 * @param print  of what stands there instead: another edit has another; null where it is ours
 */
record Judgement(boolean edited, String what, byte[] print) {

    static final Judgement OURS = new Judgement(false, null, null);
    private static final int MOST_WORDS = 1_000;
    private static final int PRINT = 16;

    static Judgement of(SeenDocument seen, OurDocument ours) {
        if (!seen.state().counts() || seen.says() == Says.OURS || ours.versions().isEmpty()) {
            return OURS;
        }
        List<String> differences = null;
        for (OurDocument.Version version : ours.versions()) {
            List<String> of = differences(seen, ours, version);
            if (differences == null || of.size() < differences.size()) {
                differences = of;
            }
        }
        if (differences.isEmpty() && seen.says() != Says.OTHERS) {
            return OURS;
        }
        String what = differences.isEmpty() ? "its words, names or accounts were changed" : String.join("; ", differences);
        String by = seen.by() == null ? "" : " (" + seen.by() + ")";
        return new Judgement(true, shortened(what + by), print(what + (differences.isEmpty() ? "|" + seen.print() : "")));
    }

    private static List<String> differences(SeenDocument seen, OurDocument ours, OurDocument.Version version) {
        List<String> differences = new ArrayList<>();
        differs(differences, "total", seen.total(), version.total());
        differs(differences, "date", seen.date(), ours.date());
        // a document without a due date may be given one there by its terms
        differs(differences, "due", ours.due() == null ? null : seen.due(), ours.due());
        if (seen.amounts() != null && !sorted(seen.amounts()).equals(sorted(version.amounts()))) {
            differences.add("lines " + words(seen.amounts()) + " instead of " + words(version.amounts()));
        }
        return differences;
    }

    private static void differs(List<String> differences, String name, BigDecimal there, BigDecimal here) {
        if (there != null && here != null && there.compareTo(here) != 0) {
            differences.add(name + " " + there.toPlainString() + " instead of " + here.stripTrailingZeros().toPlainString());
        }
    }

    private static void differs(List<String> differences, String name, LocalDate there, LocalDate here) {
        if (there != null && !Objects.equals(there, here)) {
            differences.add(name + " " + there + " instead of " + here);
        }
    }

    private static List<BigDecimal> sorted(List<BigDecimal> amounts) {
        return amounts.stream().map(amount -> amount.abs().stripTrailingZeros()).sorted().toList();
    }

    private static String words(List<BigDecimal> amounts) {
        String few = String.join(" + ", amounts.stream().limit(5).map(amount -> amount.abs().stripTrailingZeros().toPlainString()).toList());
        return amounts.isEmpty() ? "none" : amounts.size() > 5 ? few + " + … (" + amounts.size() + ")" : few;
    }

    private static String shortened(String words) {
        return words.length() > MOST_WORDS ? words.substring(0, MOST_WORDS) : words;
    }

    private static byte[] print(String of) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(of.getBytes(StandardCharsets.UTF_8)), PRINT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
