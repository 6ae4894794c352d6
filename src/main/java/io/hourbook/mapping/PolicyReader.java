package io.hourbook.mapping;

import io.hourbook.exchange.AcceptedRate;
import io.hourbook.exchange.RateFeeds;
import io.hourbook.money.MoneyRounding;
import io.hourbook.overtime.OvertimeRule;
import io.hourbook.rounding.TimeRounding;
import io.hourbook.rounding.TimeRule;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads the YAML policies. Where a value is wrong, it says so and goes on with the shipped one. */
final class PolicyReader {

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);
    static final List<String> RULE_KEYS = List.of("citation", "daily_over_hours", "daily_double_over_hours",
            "weekly_over_hours", "seventh_day", "flag_daily_over_hours", "flag_rest_under_hours", "flag_no_break_over_hours",
            "flag_weekly_average_over_hours");
    static final List<String> FETCH_KEYS = List.of("daily_url", "history_url", "most_change_percent");
    /** 29 CFR 785.48(b): pay time may be rounded to the nearest 5, 6 or 15 minutes. */
    private static final List<String> PAY_TIME = List.of("exact", "nearest-5", "nearest-6", "nearest-15");

    private enum Unsaid {
        APPROVED,
        UNAPPROVED
    }

    private enum Invoiced {
        EXCLUDE,
        BILL
    }

    private final MappingFiles files;
    private final Faults faults;
    private final PolicyFile rounding;
    private final PolicyFile exchange;

    PolicyReader(MappingFiles files, Faults faults) {
        this.files = files;
        this.faults = faults;
        this.rounding = file(Policy.ROUNDING);
        this.exchange = file(Policy.EXCHANGE);
    }

    private PolicyFile file(Policy policy) {
        return new PolicyFile(policy, files, faults);
    }

    MoneyRounding moneyRounding() {
        return Row.or(rounding.cell("money").word(MoneyRounding.class), MoneyRounding.HALF_UP);
    }

    TimeRule.Scope timeScope() {
        return Row.or(rounding.cell("time_scope").word(TimeRule.Scope.class), TimeRule.Scope.ENTRY);
    }

    /** The file with the published rates of many days. */
    String history() {
        return Row.or(exchange.cell("history").name(), "exchange-rates-ecb.csv");
    }

    /** The file with the rates of the last day. */
    String daily() {
        return Row.or(exchange.cell("daily").name(), "exchange-rates-ecb.xml");
    }

    Policies read(MoneyRounding money, Facts facts, Set<String> targets) {
        Set<String> sources = facts.sources.keySet();
        PolicyFile holds = file(Policy.HOLDS);
        PolicyFile periods = file(Policy.PERIODS);
        ZoneId zone = Row.or(periods.cell("zone").zone(), ZoneId.of("UTC"));
        return new Policies(
                Row.or(exchange.cell("base_currency").currency(), "USD"),
                zone,
                money,
                overtime(file(Policy.OVERTIME).map("jurisdictions")),
                hours(holds.cell("suspicious_over_hours")),
                hours(holds.cell("suspicious_day_over_hours")),
                holds.cell("already_invoiced").word(Invoiced.class) == Invoiced.BILL,
                invoiced(holds.map("already_invoiced_sources").only(List.copyOf(sources))),
                approval(file(Policy.APPROVAL), sources),
                Row.or(exchange.cell("max_age_days").whole(0, 366), 7),
                new ReleaseReader(file(Policy.RELEASE), faults).read(targets),
                payTime(rounding.cell("pay_time").oneOf(PAY_TIME, List.of())),
                rateFeeds(),
                new RolloutReader(file(Policy.ROLLOUT), files, facts, faults).read(),
                PeriodReader.read(periods, targets, zone));
    }

    /** Where published rates are fetched from, and which are believed. */
    RateFeeds rateFeeds() {
        YamlMap fetch = exchange.map("fetch").only(FETCH_KEYS);
        return new RateFeeds(
                address(fetch.cell("daily_url")),
                address(fetch.cell("history_url")),
                Row.or(fetch.cell("most_change_percent").whole(1, 1_000), RateFeeds.MOST_CHANGE_PERCENT),
                exchange.list("accepted").stream().map(this::acceptedRate).filter(Objects::nonNull).toList());
    }

    /** A rate as the tables have it, behind its currency and day: {@code TRY 2021-12-21 14.7132}. */
    private AcceptedRate acceptedRate(Cell cell) {
        String[] part = Row.or(cell.needed().text(), "").split("\\s+", 3);
        String currency = accepted("currency", part, 0, cell).currency();
        LocalDate day = accepted("day", part, 1, cell).date();
        BigDecimal rate = accepted("rate", part, 2, cell).decimal(BigDecimal.ZERO, 17);
        return currency == null || day == null || rate == null ? null : new AcceptedRate(currency, day, rate);
    }

    private Cell accepted(String what, String[] parts, int at, Cell whole) {
        Cell part = new Cell("accepted, its " + what + ",", at < parts.length ? parts[at] : "", whole.where(), faults);
        return whole.empty() ? part : part.needed();
    }

    private String address(Cell cell) {
        return WebAddress.read(cell, "is no address of a table of rates", "write the address as a browser shows it", faults);
    }

    private static TimeRule payTime(String word) {
        if (word == null || word.equals("exact")) {
            return null;
        }
        int minutes = Integer.parseInt(word.substring("nearest-".length()));
        return new TimeRule(minutes, TimeRounding.HALF_UP, 0, TimeRule.Scope.ENTRY);
    }

    private Map<String, Boolean> approval(PolicyFile file, Set<String> sources) {
        boolean unsaid = file.cell("unsaid").word(Unsaid.class) != Unsaid.UNAPPROVED;
        Map<String, Boolean> approved = new LinkedHashMap<>();
        sources.forEach(source -> approved.put(source, unsaid));
        YamlMap named = file.map("sources").only(List.copyOf(sources));
        for (String source : named.keys()) {
            approved.put(source, named.cell(source).needed().word(Unsaid.class) != Unsaid.UNAPPROVED);
        }
        return approved;
    }

    private static Map<String, Boolean> invoiced(YamlMap named) {
        Map<String, Boolean> bills = new LinkedHashMap<>();
        for (String source : named.keys()) {
            bills.put(source, named.cell(source).needed().word(Invoiced.class) == Invoiced.BILL);
        }
        return bills;
    }

    private static Map<String, OvertimeRule> overtime(YamlMap jurisdictions) {
        Map<String, OvertimeRule> rules = new LinkedHashMap<>();
        for (String jurisdiction : jurisdictions.keys()) {
            YamlMap rule = jurisdictions.map(jurisdiction).only(RULE_KEYS);
            rules.put(jurisdiction, new OvertimeRule(
                    jurisdiction,
                    rule.cell("citation").needed().name(),
                    hours(rule.cell("daily_over_hours")),
                    hours(rule.cell("daily_double_over_hours")),
                    hours(rule.cell("weekly_over_hours")),
                    Row.or(rule.cell("seventh_day").yesNo(), false),
                    hours(rule.cell("flag_daily_over_hours")),
                    hours(rule.cell("flag_rest_under_hours")),
                    hours(rule.cell("flag_no_break_over_hours")),
                    hours(rule.cell("flag_weekly_average_over_hours"))));
        }
        return rules;
    }

    /** Hours with decimals, such as 7.5, to the second. */
    private static Duration hours(Cell cell) {
        BigDecimal hours = cell.decimal(BigDecimal.ZERO, 4);
        if (hours == null) {
            return null;
        }
        if (hours.compareTo(BigDecimal.valueOf(168)) > 0) {
            return cell.wrong("MAP-117", "is more than a week", "hours from 0 to 168", "correct the number");
        }
        return Duration.ofSeconds(hours.multiply(SECONDS_PER_HOUR).longValue());
    }
}
