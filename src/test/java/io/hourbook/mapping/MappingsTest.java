package io.hourbook.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.database.TestDatabase;
import io.hourbook.exchange.FeedBench;
import io.hourbook.exchange.KeptRates;
import io.hourbook.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The book in force, with rates that were fetched into a real database. */
class MappingsTest {

    private static final DataSource SOURCE = TestDatabase.fresh();

    @TempDir
    Path folder;

    private final FeedBench feed = new FeedBench(SOURCE, "2025-05-12T15:00:00Z");
    private Path files;

    @BeforeEach
    void layOut() throws IOException {
        feed.jdbc.update("delete from mapping_version");
        files = Books.copy(folder);
    }

    @AfterEach
    void stop() {
        feed.close();
    }

    private Mappings process() {
        return new Mappings(new Home(folder), feed.jdbc, new MappingLoader(), new KeptRates(feed.jdbc), feed.clock);
    }

    private void monday(String usd) {
        feed.answers("/eurofxref-daily.xml", FeedBench.xml("2025-05-12", "USD", usd, "GBP", "0.8426"));
        feed.look();
    }

    private List<String> versions() {
        return feed.jdbc.queryForList("select version from mapping_version order by id", String.class);
    }

    @Test
    void withoutFetchedRatesTheVersionIsThatOfTheFiles() {
        Mappings mappings = process();

        assertThat(mappings.load().book().version()).isEqualTo(Books.load(files).version());
        assertThat(mappings.load().id()).isEqualTo(mappings.load().id());
        assertThat(mappings.behind()).isFalse();
        assertThat(versions()).hasSize(1);
    }

    @Test
    void newRatesAreInTheNextBookUnderAVersionOfTheirOwnAndNothingElseMakesOne() {
        Mappings mappings = process();
        Mappings.Version before = mappings.load();
        monday("1.1106");

        Mappings.Version after = mappings.load();

        assertThat(after.id()).isNotEqualTo(before.id());
        assertThat(after.book().version()).isNotEqualTo(before.book().version()).matches("[0-9a-f]{12}");
        assertThat(after.book().exchangeRates().cross("GBP", "USD", LocalDate.of(2025, 5, 12), 7)).hasValueSatisfying(cross -> {
            assertThat(cross.date()).isEqualTo("2025-05-12");
            assertThat(cross.id()).isEqualTo("eurofxref-daily.xml@1#2025-05-12");
        });
        monday("1.1106");
        assertThat(mappings.load().book().version()).isEqualTo(after.book().version());
        assertThat(mappings.load().book().exchangeRates()).as("put together once").isSameAs(after.book().exchangeRates());
        assertThat(process().load().id()).as("another process, or this one after a restart").isEqualTo(after.id());
        assertThat(versions()).hasSize(2);
        assertThat(feed.jdbc.queryForObject("select content from mapping_version where id = ?", String.class, after.id()))
                .isEqualTo("{\"mappings\":\"" + before.book().version()
                        + "\",\"rates\":\"fetched until 2025-05-12, files: 1\"}");
    }

    @Test
    void theProcessThatFetchedKnowsThatItsBookIsBehind() {
        Mappings mappings = new Mappings(new Home(folder), feed.jdbc, new MappingLoader(), feed.kept, feed.clock);
        mappings.load();
        monday("1.1106");
        assertThat(mappings.behind()).isTrue();

        mappings.load();

        assertThat(mappings.behind()).isFalse();
    }

    @Test
    void anEditedTableMakesANewVersionBesideTheSameFetchedRates() throws IOException {
        monday("1.1106");
        Mappings mappings = process();
        Mappings.Version before = mappings.load();

        Books.edit(files.resolve("exchange-rates-ecb.csv"), text -> text + "2025-05-12,1.1111,164.6,0.8426,0.9,1.5,1.7,7.4,10.8,11.5,4.2,24.9\n");

        Mappings.Version after = mappings.load();
        assertThat(after.book().version()).isNotEqualTo(before.book().version());
        assertThat(after.book().exchangeRates().cross("EUR", "USD", LocalDate.of(2025, 5, 12), 7))
                .hasValueSatisfying(cross -> assertThat(cross.shown()).as("a person's word").isEqualByComparingTo("1.1111"));
    }
}
