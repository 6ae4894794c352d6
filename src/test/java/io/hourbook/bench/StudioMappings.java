package io.hourbook.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Puts a studio's tables into a folder of mappings, in place of those of the sample company. */
final class StudioMappings {

    private static final String NO_CHANGE = "2022-01-01";

    private StudioMappings() {}

    static void write(Studio studio, Path mappings) throws IOException {
        // questions about another company
        try (Stream<Path> files = Files.list(mappings)) {
            for (Path file : files.filter(one -> one.getFileName().toString().contains(".cases.")).toList()) {
                Files.delete(file);
            }
        }
        Files.write(mappings.resolve("workers.csv"), workers(studio));
        Files.write(mappings.resolve("clients.csv"), clients(studio));
        Files.write(mappings.resolve("projects.csv"), projects(studio));
        Files.write(mappings.resolve("rates.csv"), rates(studio));
        Files.write(mappings.resolve("retainers.csv"), retainers(studio));
        Files.write(mappings.resolve("exchange-rates-ecb.csv"), exchangeRates(studio));
        Files.write(mappings.resolve("sources.csv"), List.of(
                "source,format,zone,date_order,starts", Studio.SOURCE + ",clockify,America/New_York,MDY,"));
    }

    private static List<String> workers(Studio studio) {
        List<String> rows = new ArrayList<>(List.of(
                "worker,name,email,kind,tracker,zone,jurisdiction,workweek_starts,cost_rate,cost_currency,vendor,form_1099,terms,until"));
        studio.workers.forEach(one -> rows.add(String.join(
                ",", one.id(), one.name(), one.email(), one.contractor() ? "contractor" : "employee", "clockify", "America/New_York",
                one.jurisdiction(), one.weekStarts().name().toLowerCase(java.util.Locale.ROOT), one.rate().toPlainString(), one.currency(),
                one.contractor() ? one.vendor() : "", "", one.contractor() ? "net30" : "", "")));
        return rows;
    }

    private static List<String> clients(Studio studio) {
        List<String> rows = new ArrayList<>(List.of(
                "client,name,customer,currency,terms,fx_lock,increment_minutes,rounding,minimum_minutes,money_rounding,rounding_scope"));
        studio.clients.forEach(one -> rows.add(String.join(
                ",", one.id(), one.name(), one.customer(), one.currency(), one.customer().isEmpty() ? "" : "net30",
                one.documentLock() ? "document" : "transaction", minutes(one.rule().increment()), one.rule().way(), minutes(one.rule().minimum()),
                one.money() == java.math.RoundingMode.HALF_EVEN ? "half-even" : "half-up", one.rule().perDay() ? "day" : "entry")));
        return rows;
    }

    private static List<String> projects(Studio studio) {
        List<String> rows = new ArrayList<>(List.of(
                "project,name,client,job,engagement,retainer,rebill_contractors,increment_minutes,rounding,minimum_minutes,rounding_scope"));
        studio.projects.forEach(one -> rows.add(String.join(
                ",", one.id(), one.name(), one.client().id(), one.charged() ? "JOB-" + one.number() : "",
                !one.charged() ? "non-billable" : one.retainer() != null ? "retainer" : "time-and-materials",
                one.retainer() == null ? "" : one.retainer().id(), one.rebill() ? "yes" : "no",
                one.own() == null ? ",,," : minutes(one.own().increment()) + "," + one.own().way() + ",0,entry")));
        return rows;
    }

    private static List<String> rates(Studio studio) {
        List<String> rows = new ArrayList<>(List.of("client,project,service,worker,rate,currency,from"));
        for (Studio.Client one : studio.clients) {
            if (!one.customer().isEmpty()) {
                String end = "," + one.rateCurrency() + ",";
                rows.add(one.id() + ",,,," + one.rate().toPlainString() + end + NO_CHANGE);
                rows.add(one.id() + ",,DESIGN,," + one.rate().add(new java.math.BigDecimal("12.50")).toPlainString() + end + NO_CHANGE);
                if (Studio.raised(one)) {
                    rows.add(one.id() + ",,,," + one.rate().add(new java.math.BigDecimal("5")).toPlainString() + end + Studio.RAISE);
                }
            }
        }
        for (Studio.Project one : studio.projects) {
            if (one.charged() && one.number() % 16 == 5) {
                int worker = one.number() % Studio.WORKERS;
                String names = one.client().id() + "," + one.id() + ",,";
                String end = "," + one.client().rateCurrency() + "," + NO_CHANGE;
                rows.add(names + "," + studio.rate(one, worker + 1, Studio.SERVICES.get(1), Studio.FIRST_DAY).toPlainString() + end);
                rows.add(names + studio.workers.get(worker).id() + ","
                        + studio.rate(one, worker, Studio.SERVICES.get(1), Studio.FIRST_DAY).toPlainString() + end);
            }
        }
        return rows;
    }

    private static List<String> retainers(Studio studio) {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("", "retainer,client,currency,prepaid,overage,from");
        studio.projects.stream().map(Studio.Project::retainer).filter(java.util.Objects::nonNull).forEach(one -> rows.put(one.id(), String.join(
                ",", one.id(), one.client(), one.currency(), one.prepaid().toPlainString(), "invoice", NO_CHANGE)));
        return List.copyOf(rows.values());
    }

    private static List<String> exchangeRates(Studio studio) {
        List<String> rows = new ArrayList<>(List.of("Date,USD,JPY,GBP,CHF"));
        studio.published.descendingMap().forEach((day, rates) -> rows.add(
                day + "," + rates.get("USD") + "," + rates.get("JPY") + "," + rates.get("GBP") + "," + rates.get("CHF")));
        return rows;
    }

    private static String minutes(int seconds) {
        return Integer.toString(seconds / 60);
    }
}
