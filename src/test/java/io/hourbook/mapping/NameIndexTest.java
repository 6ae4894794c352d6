package io.hourbook.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.entry.Names;
import java.nio.file.Path;
import java.text.Normalizer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameIndexTest {

    @TempDir
    Path home;

    private Path mappings;

    @BeforeEach
    void copyTheShippedMappings() {
        mappings = Books.copy(home);
    }

    private NameIndex names(String... aliases) {
        Books.edit(mappings.resolve("names.csv"), text -> text + String.join("\n", aliases));
        return Books.load(mappings).names();
    }

    private static Names worker(String name, String email) {
        return new Names(name, email, null, null, null);
    }

    private static Names project(String client, String name) {
        return new Names(null, null, client, name, null);
    }

    private static Names service(String name) {
        return new Names(null, null, null, null, name);
    }

    @Test
    void aWorkerIsFoundByAliasOfTheSourceThenOfAnyThenIdThenEmailThenName() {
        NameIndex names = names("harvest,worker,Jo Park,W01", ",worker,Jo Park,W02", ",worker,W03,W04");
        assertThat(names.worker("harvest", worker("Jo Park", null))).contains("W01");
        assertThat(names.worker("toggl-berlin", worker("Jo Park", null))).contains("W02");
        assertThat(names.worker("harvest", worker("W03", null))).contains("W04");
        assertThat(names.worker("harvest", worker("w05", "ana.ruiz@harbourlane.example"))).contains("W05");
        assertThat(names.worker("harvest", worker("Ben Cole", "ana.ruiz@harbourlane.example"))).contains("W01");
        assertThat(names.worker("harvest", worker("Ben Cole", "someone@else.example"))).contains("W02");
        assertThat(names.worker("harvest", worker(null, "ANA.RUIZ@harbourlane.example"))).contains("W01");
        assertThat(names.worker("harvest", worker("Zoe Nobody", null))).isEmpty();
        assertThat(names.worker("harvest", worker(null, null))).isEmpty();
    }

    @Test
    void namesAreComparedWithoutCaseSpacesAndUnicodeForm() {
        Books.edit(mappings.resolve("workers.csv"), text -> text
                .replace("Finn Weber", "Jörg Weiß").replace("Gwen Hall", "İpek Şahin").replace("Kai Lund", "Σίσυφος"));
        NameIndex names = names();
        assertThat(names.worker("x", worker(Normalizer.normalize("JÖRG  WEISS", Normalizer.Form.NFD), null))).contains("W06");
        assertThat(names.worker("x", worker("\u00a0jörg\tweiß ", null))).contains("W06");
        assertThat(names.worker("x", worker("ｊörg weiß", null))).contains("W06");
        assertThat(names.worker("x", worker("İPEK ŞAHİN", null))).contains("W07");
        assertThat(names.worker("x", worker("ΣΊΣΥΦΟΣ", null))).contains("W11");
    }

    @Test
    void aProjectIsItsClientsOrNobodys() {
        NameIndex names = names();
        assertThat(names.project("x", project("Acme Rockets", "Acme App"))).contains("ACME-APP");
        assertThat(names.project("x", project("ACME", "acme-app"))).contains("ACME-APP");
        assertThat(names.project("x", project("", "Acme App"))).contains("ACME-APP");
        assertThat(names.project("x", project("Blau Werke", "Acme App"))).isEmpty();
        assertThat(names.project("x", project("Acme Rockets Inc", "Acme App"))).isEmpty();
    }

    @Test
    void theClientChoosesAmongProjectsOfOneName() {
        Books.edit(mappings.resolve("projects.csv"), text -> text.replace("Blau ERP", "Acme App"));
        NameIndex names = names();
        assertThat(names.project("x", project("Acme Rockets", "Acme App"))).contains("ACME-APP");
        assertThat(names.project("x", project("Blau Werke", "Acme App"))).contains("BLAU-ERP");
        assertThat(names.project("x", project(null, "Acme App"))).isEmpty();
        assertThat(names.why(NameKind.PROJECT, "x", project(null, "Acme App")).code()).isEqualTo("MAP-103");
    }

    @Test
    void aliasesOfClientsAndProjectsHoldTogether() {
        NameIndex names = names("toggl-berlin,client,Acme Inc,ACME", ",project,The App,ACME-APP", ",service,Programming,DEV");
        assertThat(names.project("toggl-berlin", project("Acme Inc", "The App"))).contains("ACME-APP");
        assertThat(names.project("toggl-london", project("Acme Inc", "The App"))).isEmpty();
        assertThat(names.service("x", service("programming"))).contains("DEV");
        assertThat(names.service("x", service("DEV"))).contains("DEV");
    }

    @Test
    void anUnknownNameIsToldWithItsNearest() {
        MappingBook book = Books.load(mappings);
        assertThat(book.names().why(NameKind.SERVICE, "clockify-los-angeles", service("Archery")).text()).isEqualTo("""
                mappings/services.csv:7: MAP-101 no service named "Archery"; the nearest name is "Admin" (mappings/services.csv:7)
                  saw   service "Archery" from clockify-los-angeles
                  want  one service that it means; 5 rows, version %s
                  do    add the row and save, or say in mappings/names.csv what the source calls it; held entries go on by themselves\
                """.formatted(book.version()));
    }

    @Test
    void anEntryWithoutANameIsTold() {
        MappingBook book = Books.load(mappings);
        assertThat(book.names().why(NameKind.PROJECT, "harvest", project("Acme Rockets", " ")).text()).isEqualTo("""
                mappings/projects.csv: MAP-102 the entry names no project
                  saw   harvest
                  want  one project that it means; 10 rows, version %s
                  do    name it in the tracker\
                """.formatted(book.version()));
    }

    @Test
    void aProjectOfAnotherClientIsTold() {
        MappingBook book = Books.load(mappings);
        assertThat(book.names().why(NameKind.PROJECT, "harvest", project("Blau Werke", "Acme App")).text()).isEqualTo("""
                mappings/projects.csv:4: MAP-104 the project ACME-APP (mappings/projects.csv:4) is of "Acme Rockets", and the \
                entry names the client "Blau Werke"
                  saw   project "Acme App, Blau Werke" from harvest
                  want  one project that it means; 10 rows, version %s
                  do    correct client or project in the tracker\
                """.formatted(book.version()));
        assertThat(book.names().why(NameKind.PROJECT, "harvest", project("Blue", "Acme App")).what())
                .isEqualTo("the project ACME-APP (mappings/projects.csv:4) is of \"Acme Rockets\", and no client is named \"Blue\"");
    }

    @Test
    void aProjectThatMayBeTwoIsTold() {
        Books.edit(mappings.resolve("projects.csv"), text -> text.replace("Blau ERP", "Acme App"));
        MappingBook book = Books.load(mappings);
        assertThat(book.names().why(NameKind.PROJECT, "harvest", project(null, "Acme App")).text()).isEqualTo("""
                mappings/projects.csv:4: MAP-103 the project "Acme App" may be ACME-APP (mappings/projects.csv:4), BLAU-ERP \
                (mappings/projects.csv:5), and the entry names no client
                  saw   project "Acme App" from harvest
                  want  one project that it means; 10 rows, version %s
                  do    name the client in the tracker, or say in mappings/names.csv which project this source means\
                """.formatted(book.version()));
    }
}
