package io.hourbook.author;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.home.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose an edit is, as far as git knows. */
class AuthorsTest {

    private static final String RATES = "mappings/rates.csv";
    private static final String ROUTE = "routes/one.camel.yaml";

    @TempDir
    Path folder;

    private Git git;
    private Map<String, byte[]> base;

    @BeforeEach
    void commit() throws Exception {
        QuietGit.install();
        git = Git.init().setDirectory(folder.toFile()).call();
        git.getRepository().getConfig().setString("user", null, "name", "Config User");
        git.getRepository().getConfig().setString("user", null, "email", "config@example.org");
        git.getRepository().getConfig().save();
        write(RATES, "rate\n1\n");
        write(ROUTE, "- route: one\n");
        commit("Zoe", "zoe@example.org", "first");
        base = set();
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void theAuthorIsWhoeverCommittedWhatWasEditedLast() throws Exception {
        write(RATES, "rate\n2\n");
        commit("Ana Lee", "ana@example.org", "raise the rates\n\nand say why");
        write("README", "of no concern");
        commit("Ben", "ben@example.org", "a page");

        Author author = author();
        assertThat(author.name()).isEqualTo("Ana Lee <ana@example.org>");
        assertThat(author.names()).containsExactly("Ana Lee", "ana@example.org", "ana");
        assertThat(author.note()).matches("commit [0-9a-f]{10}: raise the rates");
    }

    @Test
    void whoeverHadAHandInItSinceIsAnAuthorToo() throws Exception {
        write(RATES, "rate\n2\n");
        commit("Ana Lee", "ana@example.org", "raise the rates");
        write(RATES, "rate\n2.00\n");
        commit("Ben", "ben@example.org", "two decimals");

        Author author = author();
        assertThat(author.name()).isEqualTo("Ben <ben@example.org>");
        assertThat(author.names()).contains("Ben", "Ana Lee").doesNotContain("Zoe");
    }

    @Test
    void whoeverHadAHandInABranchThatWasMergedIsAnAuthorToo() throws Exception {
        String main = git.getRepository().getBranch();
        git.checkout().setCreateBranch(true).setName("prices").call();
        write(RATES, "rate\n2\n");
        commit("Ana Lee", "ana@example.org", "raise the rates");
        git.checkout().setName(main).call();
        write(ROUTE, "- route: two\n");
        commit("Ben", "ben@example.org", "another route");
        git.merge().include(git.getRepository().resolve("prices")).setMessage("prices").setCommit(true).call();

        assertThat(author().names()).contains("Ben", "Ana Lee").doesNotContain("Zoe");
    }

    @Test
    void aLineThatIsNotCommittedHidesNobodyWhoCommittedTheRest() throws Exception {
        write(RATES, "rate\n2\n");
        commit("Ana Lee", "ana@example.org", "raise the rates");
        write(RATES, "rate\n2\n# by hand\n");

        assertThat(author().name()).isEqualTo("Config User <config@example.org>");
        assertThat(author().names()).contains("Config User", "Ana Lee").doesNotContain("Zoe");
    }

    @Test
    void aFileThatIsGoneWasTakenOutBySomebody() throws Exception {
        Files.delete(folder.resolve(RATES));
        git.rm().addFilepattern(RATES).call();
        commit("Ana Lee", "ana@example.org", "no rates");

        assertThat(author().name()).isEqualTo("Ana Lee <ana@example.org>");
    }

    @Test
    void whatIsNotCommittedIsByWhoeverWorksThere() throws Exception {
        write(RATES, "rate\n2\n");
        assertThat(author().name()).isEqualTo("Config User <config@example.org>");
        assertThat(author().names()).containsExactly("Config User", "config@example.org", "config");
        assertThat(author().note()).matches("not committed, upon commit [0-9a-f]{10}");

        commit("Ana Lee", "ana@example.org", "raise");
        write("routes/two.camel.yaml", "- route: two\n");
        assertThat(author().name()).as("a part of it is new").isEqualTo("Config User <config@example.org>");
    }

    @Test
    void linesThatEndAsWindowsWantsThemAreTheSameFile() throws Exception {
        write(RATES, "rate\n2\n");
        commit("Ana Lee", "ana@example.org", "raise");
        write(RATES, "rate\r\n2\r\n");

        assertThat(author().name()).isEqualTo("Ana Lee <ana@example.org>");
    }

    @Test
    void aHomeThatGitDoesNotTrackHasNoAuthorOfGits() throws Exception {
        Path home = Files.createDirectories(folder.resolve("target/home"));
        Files.createDirectories(home.resolve("mappings"));
        Files.writeString(home.resolve(RATES), "rate\n2\n");
        Map<String, byte[]> now = Map.of(RATES, bytes("rate\n2\n"));

        assertThat(new Authors(new Home(home)).of(now, Map.of(), now.keySet())).isEqualTo(Author.unknown(null));
    }

    @Test
    void aHomeWithinAWorkTreeThatTracksItHas() throws Exception {
        write("homes/studio/" + RATES, "rate\n2\n");
        commit("Ana Lee", "ana@example.org", "a studio");
        Map<String, byte[]> now = Map.of(RATES, bytes("rate\n2\n"));

        assertThat(new Authors(new Home(folder.resolve("homes/studio"))).of(now, Map.of(), now.keySet()).name()).startsWith("Ana Lee");
    }

    @Test
    void foldersThatAreLinksIntoAWorkTreeHave(@TempDir Path elsewhere) throws Exception {
        write(RATES, "rate\n2\n");
        commit("Ana Lee", "ana@example.org", "raise");
        Files.createSymbolicLink(elsewhere.resolve("mappings"), folder.resolve("mappings"));

        assertThat(new Authors(new Home(elsewhere)).of(set(), base, Set.of(RATES)).name()).startsWith("Ana Lee");
    }

    @Test
    void aWorkTreeThatCannotBeReadHasNoAuthor() throws Exception {
        write(RATES, "rate\n2\n");
        commit("Ana Lee", "ana@example.org", "raise");
        Files.writeString(folder.resolve(".git/HEAD"), "nonsense");

        assertThat(author().names()).isEmpty();
    }

    @Test
    void gitIsAtWorkWhileItHoldsItsLockUnlessThatWasLeftBehind() throws IOException {
        Authors authors = new Authors(new Home(folder));
        assertThat(authors.atWork()).isFalse();
        Path lock = Files.writeString(folder.resolve(".git/index.lock"), "");
        assertThat(authors.atWork()).isTrue();

        Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minusSeconds(11)));
        assertThat(authors.atWork()).as("whoever held it was killed").isFalse();
        Files.delete(lock);
        assertThat(authors.atWork()).isFalse();
    }

    private Author author() throws IOException {
        Map<String, byte[]> now = set();
        Set<String> edited = new TreeSet<>(now.keySet());
        edited.addAll(base.keySet());
        edited.removeIf(path -> Arrays.equals(now.get(path), base.get(path)));
        return new Authors(new Home(folder)).of(now, base, edited);
    }

    private Map<String, byte[]> set() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (String path : new String[] {RATES, ROUTE, "routes/two.camel.yaml"}) {
            if (Files.exists(folder.resolve(path))) {
                files.put(path, Files.readAllBytes(folder.resolve(path)));
            }
        }
        return files;
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.writeString(folder.resolve(path), text);
    }

    private void commit(String name, String address, String message) throws Exception {
        git.add().addFilepattern(".").call();
        git.commit().setAuthor(new PersonIdent(name, address)).setCommitter(new PersonIdent(name, address)).setMessage(message).setSign(false).call();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
