package io.hourbook.allocation;

/**
 * Where one side of an entry stands.
 *
 * @param standing allocated, held, excluded, or null while its flow is still at work
 * @param reason   null where it is allocated
 * @param detail   the sentence a person needs to act, or null
 */
public record Verdict(Standing standing, Reason reason, String detail) {

    public static final Verdict OPEN = new Verdict(null, null, null);
    public static final Verdict ALLOCATED = new Verdict(Standing.ALLOCATED, null, null);

    public static Verdict of(Reason reason, String detail) {
        return new Verdict(reason.standing(), reason, detail);
    }

    public boolean open() {
        return standing == null;
    }

    public boolean allocated() {
        return standing == Standing.ALLOCATED;
    }
}
