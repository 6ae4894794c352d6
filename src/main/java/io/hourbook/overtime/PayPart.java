package io.hourbook.overtime;

import java.time.LocalDate;

/** Seconds of one entry on one date under one pay code; the parts of a slice sum to the slice. */
public record PayPart(long entryId, LocalDate date, PayCode code, long seconds) {}
