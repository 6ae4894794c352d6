package io.hourbook.observe;

import io.hourbook.mapping.AlertPolicy.Kind;
import java.time.Instant;

/**
 * Something that needs a person, as the last look found it. Its words name no person and no amount.
 *
 * @param cause   the same whenever it is found: {@code target books}
 * @param node    who alone can see it; empty where everybody sees the same
 * @param since   since when; null where that is not known before somebody has noticed it
 * @param letters dead letters of a cause; of anything else 0
 * @param code    what docs/errors.md says of it, or null
 * @param what    a sentence without a full stop
 * @param link    the page of the console that shows it
 */
public record Condition(Kind kind, String cause, String node, Instant since, long letters, String code, String what, String link) {}
