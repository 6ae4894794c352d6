package io.hourbook.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What waits for a second person is decided by what an edit says, not by how it is written. */
class ChangePolicyTest {

    private static final Map<String, byte[]> SHIPPED = shipped();

    @Test
    void asShippedNothingWaits() {
        ChangePolicy policy = ChangePolicy.of(Map.of());

        assertThat(policy.on()).isFalse();
        assertThat(policy.reasons(SHIPPED, Map.of())).isEmpty();
        assertThat(policy.reasons(new BigDecimal("999999999.99"))).isEmpty();
        assertThat(ChangePolicy.of(inMappings(SHIPPED)).on()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "rates     | mappings/rates.csv          | 155.00          | 156.00          | rates: mappings/rates.csv",
        "rates     | mappings/workers.csv        | ,USD,           | ,EUR,           | rates: mappings/workers.csv",
        "accounts  | mappings/services.csv       | ITEM-DEV        | ITEM-DEVEL      | accounts: mappings/services.csv",
        "rounding  | mappings/rounding.yaml      | money: half-up  | money: half-even | rounding: mappings/rounding.yaml",
        "rounding  | mappings/clients.csv        | half-up         | half-even       | rounding: mappings/clients.csv",
        "overtime  | mappings/overtime.yaml      | daily_over_hours: 8 | daily_over_hours: 9 | overtime: mappings/overtime.yaml",
        "posting   | mappings/posting.yaml       | bank: 1000      | bank: 1200      | posting: mappings/posting.yaml",
        "targets   | mappings/targets.yaml       | default:        | default: books  | targets: mappings/targets.yaml",
        "exchange  | mappings/exchange-rates-ecb.csv | 2025-03-03  | 2025-03-02      | exchange: mappings/exchange-rates-ecb.csv",
        "routes    | routes/process/round-day.camel.yaml | steps:  | steps: # new\\n        - stop: {} | routes: routes/process/round-day.camel.yaml",
        "sources   | mappings/sources/toggl.yaml | tracker: Toggl  | tracker: Other          | sources: mappings/sources/toggl.yaml",
    })
    void aChangeOfItsKindWaits(String kind, String path, String old, String fresh, String reason) {
        Map<String, byte[]> after = edited(path, text -> text.replaceFirst(old, fresh.replace("\\n", "\n")));
        assertThat(after.get(path)).as("the edit does something").isNotEqualTo(SHIPPED.get(path));

        assertThat(on(kind).reasons(SHIPPED, after)).containsExactly(reason);
        String others = Stream.of(ChangeKind.values()).map(ChangeKind::word).filter(word -> !word.equals(kind) && !path.contains(word))
                .reduce("", (all, word) -> all + word + ": at-once\n");
        assertThat(ChangePolicy.of(Map.of("changes.yaml", bytes(others))).reasons(SHIPPED, after)).isEmpty();
    }

    @Test
    void anAddressOfAWorkerIsNoRate() {
        Map<String, byte[]> after = edited("mappings/workers.csv", text -> text.replaceFirst("@", "@mail."));

        assertThat(on("rates").reasons(SHIPPED, after)).isEmpty();
        assertThat(on("overtime").reasons(SHIPPED, after)).isEmpty();
        assertThat(on("workers").reasons(SHIPPED, after)).containsExactly("workers: mappings/workers.csv");
    }

    @Test
    void commentsBlanksCasesAndTheOrderOfRowsAndKeysSayNothing() {
        ChangePolicy all = all();

        assertThat(all.reasons(SHIPPED, edited("mappings/rates.csv", text -> "# prices of this year\n\n" + turned(text)))).isEmpty();
        assertThat(all.reasons(SHIPPED, edited("mappings/rates.cases.csv", text -> ""))).isEmpty();
        assertThat(all.reasons(SHIPPED, edited("mappings/rounding.yaml", text -> "# of this year\n" + turned(text) + "\n"))).isEmpty();
        assertThat(all.reasons(SHIPPED, edited("routes/process/round-day.camel.yaml", text -> "# by day\n" + text))).isEmpty();
        assertThat(all.reasons(SHIPPED, edited("routes/process/round-day.cases.yaml", text -> "cases: []\n"))).isEmpty();
        assertThat(all.reasons(SHIPPED, edited("mappings/exchange-rates-ecb.csv", text -> "# published\n" + text))).isEmpty();
    }

    @Test
    void aFileOfCasesIsOneByHowItsNameEndsAndByNothingElse() {
        byte[] route = SHIPPED.get("routes/process/round-day.camel.yaml");
        byte[] table = SHIPPED.get("mappings/exchange-rates-ecb.csv");
        for (String path : new String[] {"routes/process/round-day.cases.camel.yaml", "routes/a.cases.b/round-day.camel.yaml", "routes/a.cases.csv"}) {
            assertThat(all().reasons(SHIPPED, with(path, route))).as(path).containsExactly("routes: " + path);
            assertThat(all().says(path, null, null)).as(path).containsExactly("routes");
        }
        for (String path : new String[] {"mappings/ecb.cases.xml", "mappings/ecb.cases.of-may.csv"}) {
            assertThat(all().reasons(SHIPPED, with(path, table))).as(path).containsExactly("exchange: " + path);
        }
        assertThat(all().reasons(SHIPPED, with("mappings/more.cases.csv", table))).isEmpty();
    }

    private static Map<String, byte[]> with(String path, byte[] content) {
        Map<String, byte[]> after = new TreeMap<>(SHIPPED);
        after.put(path, content);
        return after;
    }

    @Test
    void aFileThatIsGoneOrNewOrBrokenSaysSomething() {
        Map<String, byte[]> without = new TreeMap<>(SHIPPED);
        without.remove("mappings/rounding.yaml");
        assertThat(all().reasons(SHIPPED, without)).containsExactly("rounding: mappings/rounding.yaml");
        assertThat(all().reasons(without, SHIPPED)).containsExactly("rounding: mappings/rounding.yaml");
        assertThat(all().reasons(SHIPPED, edited("mappings/holds.yaml", text -> text + "\n{"))).containsExactly("holds: mappings/holds.yaml");
        assertThat(all().reasons(SHIPPED, edited("mappings/notes.yaml", text -> "a: b"))).containsExactly("other: mappings/notes.yaml");
    }

    @Test
    void whereAnythingWaitsThePolicyItselfDoes() {
        Map<String, byte[]> off = edited("mappings/changes.yaml", text -> text.replace("holds: at-once", "holds: second-person"));
        assertThat(on("rates").reasons(SHIPPED, off)).containsExactly("the policy itself: mappings/changes.yaml");
        off.remove("mappings/changes.yaml");
        assertThat(on("rates").reasons(SHIPPED, off)).as("taken out").containsExactly("the policy itself: mappings/changes.yaml");
        assertThat(money("100.00").reasons(SHIPPED, off)).containsExactly("the policy itself: mappings/changes.yaml");
        assertThat(on("rates").reasons(SHIPPED, edited("mappings/changes.yaml", text -> "# why\n" + text))).isEmpty();
    }

    @Test
    void aPolicyThatCannotBeReadLetsNothingThroughByItself() {
        ChangePolicy broken = ChangePolicy.of(Map.of("changes.yaml", bytes("rates: whenever\n")));

        assertThat(broken.on()).isTrue();
        assertThat(broken.reasons(SHIPPED, edited("mappings/holds.yaml", text -> "suspicious_over_hours: 9\n"))).containsExactly("holds: mappings/holds.yaml");
    }

    @Test
    void whatMovesMoreMoneyThanTheAmountWaits() {
        assertThat(money("100.00").asksWhatMoves()).isTrue();
        assertThat(money("100.00").reasons(new BigDecimal("100.00"))).isEmpty();
        assertThat(money("100.00").reasons(new BigDecimal("100.01"))).containsExactly("it moves 100.01 USD, more than 100.00 USD");
        assertThat(money("0").reasons(new BigDecimal("0.01"))).hasSize(1);
    }

    @Test
    void everyShippedFileHasAKindOfItsOwn() {
        assertThat(SHIPPED.keySet()).filteredOn(path -> !path.contains(".cases.") && !path.equals(ChangeKind.POLICY) && !path.endsWith("/format.yaml"))
                .allMatch(path -> !ChangeKind.of(path, null).contains(ChangeKind.OTHER));
    }

    private static ChangePolicy on(String kind) {
        return ChangePolicy.of(Map.of("changes.yaml", bytes(kind + ": second-person\n")));
    }

    private static ChangePolicy all() {
        String all = Stream.of(ChangeKind.values()).map(kind -> kind.word() + ": second-person\n").reduce("", String::concat);
        return ChangePolicy.of(Map.of("changes.yaml", bytes(all)));
    }

    private static ChangePolicy money(String amount) {
        return ChangePolicy.of(Map.of("changes.yaml", bytes("moves_more_than:\n  amount: " + amount + "\n  currency: USD\n")));
    }

    /** The same rows and keys, the last one first. */
    private static String turned(String text) {
        String[] lines = text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toArray(String[]::new);
        boolean table = lines[0].contains(",");
        StringBuilder turned = new StringBuilder(table ? lines[0] + "\n" : "");
        for (int i = lines.length - 1; i >= (table ? 1 : 0); i--) {
            turned.append(lines[i]).append('\n');
        }
        return turned.toString();
    }

    private static Map<String, byte[]> edited(String path, UnaryOperator<String> edit) {
        Map<String, byte[]> after = new TreeMap<>(SHIPPED);
        after.put(path, bytes(edit.apply(new String(SHIPPED.getOrDefault(path, new byte[0]), StandardCharsets.UTF_8))));
        return after;
    }

    private static Map<String, byte[]> inMappings(Map<String, byte[]> files) {
        Map<String, byte[]> mappings = new TreeMap<>();
        files.forEach((path, bytes) -> {
            if (path.startsWith("mappings/")) {
                mappings.put(path.substring("mappings/".length()), bytes);
            }
        });
        return mappings;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> shipped() {
        Map<String, byte[]> files = new TreeMap<>();
        for (String folder : new String[] {"routes", "mappings"}) {
            try (Stream<Path> walk = Files.walk(Path.of(folder))) {
                for (Path file : walk.filter(Files::isRegularFile).toList()) {
                    files.put(file.toString(), Files.readAllBytes(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }
}
