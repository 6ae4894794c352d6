package io.hourbook.author;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whose an edit is, as far as that can be known.
 *
 * @param name  for people
 * @param names by which they may sign in here: none of them is a second person; empty where nobody knows
 * @param note  why, or null
 */
public record Author(String name, List<String> names, String note) {

    /** Whose it is where nobody knows. */
    public static final String WHOEVER = "whoever can write to this home";

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_NOTE = 500;

    public Author {
        name = cut(name, LONGEST_NAME);
        note = cut(note, LONGEST_NOTE);
    }

    /** Nobody knows whose. @param note why, or null */
    public static Author unknown(String note) {
        return new Author(WHOEVER, List.of(), note);
    }

    /** Somebody who has signed in, or a command on this machine. */
    public static Author member(String user, String note) {
        return new Author(user, List.of(user), note);
    }

    /**
     * The names that a person of git's may have here: the whole name, the address, and the address up to its at sign.
     *
     * @param name    as git has it
     * @param address as git has it
     */
    static Stream<String> namesOf(String name, String address) {
        return Stream.of(name, address, address == null ? null : address.replaceFirst("@.*", ""), address == null ? null : address.replaceFirst("[+@].*", ""))
                .filter(Objects::nonNull).map(String::strip).filter(each -> !each.isEmpty()).distinct();
    }

    /** Whether a member may be one of these: letters and digits alone decide, so that anna.meier is Anna Meier. */
    public static boolean among(List<String> names, String member) {
        Set<String> theirs = new TreeSet<>(names.stream().map(Author::folded).toList());
        return theirs.contains(folded(member)) || member.startsWith("token:") && theirs.contains(folded(member.substring("token:".length())))
                || namesOf(null, member).map(Author::folded).anyMatch(theirs::contains);
    }

    /** Without the marks on letters, too: users' names have none. */
    private static String folded(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        String letters = plain.replaceAll("[^\\p{L}\\p{N}]", "");
        return letters.isEmpty() ? plain : letters;
    }

    private static String cut(String text, int most) {
        if (text == null) {
            return null;
        }
        String plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", " ").strip();
        return plain.length() <= most ? plain : plain.substring(0, most - 1) + "…";
    }
}
