package io.hourbook.allocation;

/** What has become of an entry on one side. */
public enum Standing {
    ALLOCATED,
    HELD,
    EXCLUDED;

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
