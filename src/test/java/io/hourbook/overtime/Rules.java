package io.hourbook.overtime;

import java.time.Duration;

/** Rules to test with; in production they come from the mappings. */
final class Rules {

    static final OvertimeRule FLSA = new OvertimeRule(
            "US-FLSA", "29 CFR 778.102-105", null, null, Duration.ofHours(40), false, null, null, null, null);

    static final OvertimeRule CALIFORNIA = new OvertimeRule(
            "US-CA",
            "California Labor Code §510",
            Duration.ofHours(8),
            Duration.ofHours(12),
            Duration.ofHours(40),
            true,
            null,
            null,
            null,
            null);

    static final OvertimeRule GERMANY = new OvertimeRule(
            "DE",
            "ArbZG §§3-5, 2003/88/EC",
            null,
            null,
            null,
            false,
            Duration.ofHours(10),
            Duration.ofHours(11),
            Duration.ofHours(6),
            Duration.ofHours(48));

    private Rules() {}
}
