package io.hourbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.cli.WholeService;
import io.hourbook.entry.EntryKeys;
import io.hourbook.mapping.Mappings;
import io.hourbook.money.Currencies;
import io.hourbook.money.MoneyRounding;
import io.hourbook.run.Passes;
import io.hourbook.security.Listening;
import io.hourbook.version.Versions;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whoever works out a told sum again with the told rule comes to the told amount, whatever the rules have become since. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ToldSumsTest {

    private static final Pattern SUM = Pattern.compile(
            "(\\d+) s × ([\\d.]+) ([A-Z]{3}) ÷ 3600 s(?: × ([\\d.]+) [A-Z]{3}/[A-Z]{3})? = ([\\d.]+) ([A-Z]{3}), rounded once, (half-up|half-even)");

    @TempDir
    static Path root;

    private static WholeService service;
    private static Path home;
    private static JdbcTemplate jdbc;
    private static Versions versions;

    /** What was told before the first edit. */
    private static List<Told> before;

    /** One told sum. @param tie whether the two rules come to different amounts */
    private record Told(String entry, String side, MoneyRounding rule, boolean tie, String sum) {}

    @BeforeAll
    static void aMonthIsInTheBooks() {
        home = root.resolve("home");
        service = WholeService.start(home, Listening.local(), Map.of(), beans -> {});
        jdbc = service.context().getBean(JdbcTemplate.class);
        versions = new Versions(jdbc.getDataSource());
        pass();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    @Order(1)
    void sumsComeOutByTheRuleInForce() {
        before = told();

        assertThat(before).hasSizeGreaterThan(200).anyMatch(told -> told.tie && told.rule == MoneyRounding.HALF_UP);
        assertThat(before.stream().filter(told -> told.side.equals("pay"))).isNotEmpty().allMatch(told -> told.rule == MoneyRounding.HALF_UP);
    }

    @Test
    @Order(2)
    void afterAnEditTheyAreToldByTheRuleThatMadeThem() throws IOException {
        edit("rounding.yaml", "money: half-up", "money: half-even");
        edit("clients.csv", ",half-up,([a-z]+[.]owner)", ",half-even,$1");
        pass();
        assertThat(versions.count()).isEqualTo(2);

        assertThat(told().equals(before)).isTrue();
    }

    @Test
    @Order(3)
    void whatIsAllocatedAgainKeepsItsPriceAndItsRule() {
        jdbc.update("insert ignore into work select id from entry");
        pass();

        assertThat(told().equals(before)).isTrue();
    }

    @Test
    @Order(4)
    void whatIsPricedAnewIsToldByTheNewRuleBesideWhatIsNot() {
        // as if these had come with another length before
        jdbc.update("update pay_allocation set raw_seconds = raw_seconds + 1 where amount is not null and entry_id % 2 = 0");
        jdbc.update("update bill_allocation set raw_seconds = raw_seconds + 1 where amount is not null and entry_id % 2 = 0");
        jdbc.update("insert ignore into work select id from entry where id % 2 = 0");
        pass();

        List<Told> told = told();
        for (String side : List.of("pay", "bill")) {
            assertThat(told.stream().filter(one -> one.side.equals(side)).anyMatch(one -> one.rule == MoneyRounding.HALF_EVEN)).as(side).isTrue();
            assertThat(told.stream().filter(one -> one.side.equals(side)).anyMatch(one -> one.rule == MoneyRounding.HALF_UP)).as(side).isTrue();
        }
        assertThat(told.stream().anyMatch(one -> one.tie && one.rule == MoneyRounding.HALF_EVEN && !before.contains(one))).isTrue();
    }

    @Test
    @Order(5)
    void aVersionThatIsNotKeptIsSaidNotToBeKnown() {
        String kept = jdbc.queryForObject("select hash from version_file where number = 1 and path = 'mappings/rounding.yaml'", String.class);
        jdbc.update("update version_file set hash = repeat('0', 64) where number = 1 and path = 'mappings/rounding.yaml'");
        try {
            Explanation.Pay pay = entriesOf("p.mapping_version_id = 1 and p.amount is not null").get(0).pay();
            assertThat(pay.moneyRounding()).isNull();
            assertThat(pay.calculation()).endsWith(", rounded once, by a rule that is not known any more");
        } finally {
            jdbc.update("update version_file set hash = ? where number = 1 and path = 'mappings/rounding.yaml'", kept);
        }
    }

    private static void pass() {
        service.context().getBean(Passes.class).run("test");
    }

    private static void edit(String file, String from, String to) throws IOException {
        Path path = home.resolve("mappings").resolve(file);
        String text = Files.readString(path);
        String edited = text.replaceAll(from, to);
        assertThat(edited).isNotEqualTo(text);
        Files.writeString(path, edited);
    }

    private static List<Explanation.Entry> entriesOf(String which) {
        Explainer explainer = new Explainer(jdbc, service.context().getBean(Mappings.class).current().book());
        return jdbc.query(
                """
                select s.name, e.source_key, e.identity from entry e join source s on s.id = e.source_id
                    join pay_allocation p on p.entry_id = e.id join bill_allocation b on b.entry_id = e.id where\s""" + which + " order by e.id",
                (row, n) -> explainer.explain(row.getString(1), EntryKeys.key(row.getString(2), row.getBytes(3))).entries())
                .stream().flatMap(List::stream).toList();
    }

    private static List<Told> told() {
        List<Told> told = new ArrayList<>();
        for (Explanation.Entry entry : entriesOf("(p.amount is not null or b.amount is not null) and e.id % 3 = 0")) {
            if (entry.pay().amount() != null) {
                told.add(told(entry.entry(), "pay", entry.pay().calculation(), entry.pay().moneyRounding()));
            }
            if (entry.bill().amount() != null) {
                told.add(told(entry.entry(), "bill", entry.bill().calculation(), entry.bill().moneyRounding()));
            }
        }
        return told;
    }

    private static Told told(String entry, String side, String calculation, String field) {
        Matcher sum = SUM.matcher(calculation);
        assertThat(sum.matches()).as(entry + ": " + calculation).isTrue();
        assertThat(field).as(entry).isEqualTo(sum.group(7));
        MoneyRounding rule = MoneyRounding.valueOf(sum.group(7).toUpperCase(Locale.ROOT).replace('-', '_'));
        BigDecimal exact = new BigDecimal(sum.group(1)).multiply(new BigDecimal(sum.group(2)))
                .multiply(new BigDecimal(sum.group(4) == null ? "1" : sum.group(4))).divide(BigDecimal.valueOf(3600), MathContext.DECIMAL128);
        int places = Currencies.minorUnits(sum.group(6));
        assertThat(exact.setScale(places, rule.mode())).as(entry + ": " + calculation).isEqualTo(sum.group(5));
        boolean tie = !exact.setScale(places, MoneyRounding.HALF_UP.mode()).equals(exact.setScale(places, MoneyRounding.HALF_EVEN.mode()));
        return new Told(entry, side, rule, tie, calculation);
    }
}
