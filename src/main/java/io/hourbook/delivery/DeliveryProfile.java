package io.hourbook.delivery;

import io.hourbook.mapping.TargetProfile;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Where the documents of a database go, decided at its first start and for good: what a sandbox took must never stand as delivered
 * to production, nor the other way round.
 */
public final class DeliveryProfile {

    private DeliveryProfile() {}

    /**
     * To be called before anything is sent.
     *
     * @param asked what this process would deliver for
     * @throws Problem DEL-301 where the database delivers for the other
     */
    public static void claim(DataSource database, TargetProfile asked) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        jdbc.update("insert ignore into delivery_profile (id, profile, decided_at) values (1, ?, utc_timestamp(3))", asked.word());
        expect(database, asked);
    }

    /**
     * The same for whoever only rehearses: it decides nothing.
     *
     * @throws Problem DEL-301 where the database delivers for the other
     */
    public static void expect(DataSource database, TargetProfile asked) {
        List<String> decided = new JdbcTemplate(database).queryForList("select profile from delivery_profile where id = 1", String.class);
        if (decided.isEmpty() || decided.contains(asked.word())) {
            return;
        }
        throw new Problem(asked == TargetProfile.SANDBOX
                ? new Finding(
                        "DEL-301", TargetProfile.VARIABLE, "this home delivers to production, and what it delivers may not be mistaken for a rehearsal",
                        "sandbox", "a home of its own for the sandbox",
                        "hourbook export archive; then hourbook restore --targets sandbox ARCHIVE --home NEW, and start that")
                : new Finding(
                        "DEL-301", TargetProfile.VARIABLE, "this home delivers to the sandbox only: what stands as delivered here never arrived in production",
                        "nothing, which is production", "sandbox",
                        "start it with " + TargetProfile.VARIABLE + "=sandbox; production has a home of its own"));
    }

    /** Restored books that are to be tried out: from now on they deliver to the sandbox, and never to production. */
    public static void rehearse(DataSource restored) {
        new JdbcTemplate(restored).update(
                "insert into delivery_profile (id, profile, decided_at) values (1, ?, utc_timestamp(3)) on duplicate key update"
                        + " profile = values(profile), decided_at = values(decided_at)",
                TargetProfile.SANDBOX.word());
    }
}
