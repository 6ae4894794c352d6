package io.hourbook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hourbook.database.TestDatabase;
import io.hourbook.mapping.TargetProfile;
import io.hourbook.problem.Problem;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** Where a database's documents go is decided once. */
class DeliveryProfileTest {

    private static final DataSource SOURCE = TestDatabase.fresh();

    private final JdbcTemplate jdbc = new JdbcTemplate(SOURCE);

    @BeforeEach
    void empty() {
        jdbc.update("delete from delivery_profile");
        jdbc.update("delete from run");
    }

    @Test
    void theFirstStartDecidesAndTheOtherProfileIsRefusedFromThenOn() {
        DeliveryProfile.claim(SOURCE, TargetProfile.SANDBOX);
        DeliveryProfile.claim(SOURCE, TargetProfile.SANDBOX);

        Problem asProduction = catchThrowableOfType(Problem.class, () -> DeliveryProfile.claim(SOURCE, TargetProfile.PRODUCTION));
        assertThat(asProduction.getMessage()).startsWith("HOURBOOK_TARGETS: DEL-301 this home delivers to the sandbox only")
                .contains("HOURBOOK_TARGETS=sandbox");

        empty();
        DeliveryProfile.claim(SOURCE, TargetProfile.PRODUCTION);
        Problem asSandbox = catchThrowableOfType(Problem.class, () -> DeliveryProfile.claim(SOURCE, TargetProfile.SANDBOX));
        assertThat(asSandbox.getMessage()).startsWith("HOURBOOK_TARGETS: DEL-301 this home delivers to production")
                .contains("hourbook restore --targets sandbox ARCHIVE --home NEW");
        assertThat(profile()).isEqualTo("production");
    }

    @Test
    void whoeverOnlyRehearsesDecidesNothingAndIsHeldToWhatWasDecided() {
        DeliveryProfile.expect(SOURCE, TargetProfile.SANDBOX);
        assertThat(jdbc.queryForObject("select count(*) from delivery_profile", Integer.class)).isZero();

        DeliveryProfile.claim(SOURCE, TargetProfile.SANDBOX);
        DeliveryProfile.expect(SOURCE, TargetProfile.SANDBOX);
        Problem asProduction = catchThrowableOfType(Problem.class, () -> DeliveryProfile.expect(SOURCE, TargetProfile.PRODUCTION));
        assertThat(asProduction.code()).isEqualTo("DEL-301");
    }

    @Test
    void restoredBooksAreForTryingOutWhateverTheyWereBefore() {
        DeliveryProfile.claim(SOURCE, TargetProfile.PRODUCTION);
        DeliveryProfile.rehearse(SOURCE);
        DeliveryProfile.claim(SOURCE, TargetProfile.SANDBOX);
        assertThat(profile()).isEqualTo("sandbox");

        empty();
        DeliveryProfile.rehearse(SOURCE);
        assertThat(profile()).isEqualTo("sandbox");
    }

    @Test
    void booksFromBeforeThereWereProfilesAreProductions() throws Exception {
        jdbc.update("drop table delivery_profile");
        jdbc.update("insert into run (trigger_word, state, started_at) values ('sync', 'done', utc_timestamp(3))");
        try (var connection = SOURCE.getConnection()) {
            ScriptUtils.executeSqlScript(connection, new ClassPathResource("db/migration/V030__delivery_profile.sql"));
        }
        assertThat(profile()).isEqualTo("production");
    }

    @Test
    void aWordThatIsNeitherDecidesNothing() {
        Map<String, String> environment = new HashMap<>();
        assertThat(TargetProfile.of(environment::get)).isEqualTo(TargetProfile.PRODUCTION);
        for (String production : new String[] {"", " ", "production"}) {
            environment.put("HOURBOOK_TARGETS", production);
            assertThat(TargetProfile.of(environment::get)).isEqualTo(TargetProfile.PRODUCTION);
        }
        environment.put("HOURBOOK_TARGETS", "sandbx");
        Problem neither = catchThrowableOfType(Problem.class, () -> TargetProfile.of(environment::get));
        assertThat(neither.getMessage()).startsWith("HOURBOOK_TARGETS: DEL-302 this says neither production nor sandbox\n  saw   \"sandbx\"");
    }

    private String profile() {
        return jdbc.queryForObject("select profile from delivery_profile", String.class);
    }
}
