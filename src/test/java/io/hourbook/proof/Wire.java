package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is true of every document on the wire: totals are the sums of lines, journals balance, base amounts are there. */
final class Wire {

    private static final Set<String> PRICED = Set.of("sales-invoice", "credit-note", "vendor-bill", "vendor-credit");
    private static final String PAYROLL = "payroll-batch";

    private Wire() {}

    /** A journal line's debit, or its credit with a minus. */
    static BigDecimal movement(JsonNode line) {
        return line.hasNonNull("debit") ? amount(line, "debit") : amount(line, "credit").negate();
    }

    static BigDecimal amount(JsonNode node, String field) {
        JsonNode amount = node.path(field);
        assertThat(amount.isTextual()).as(field + " is a decimal string in " + node).isTrue();
        return new BigDecimal(amount.asText());
    }

    /** Every fault of every document at once. */
    static void assertSound(List<JsonNode> documents) {
        List<String> faults = new ArrayList<>();
        documents.forEach(document -> faults.addAll(faults(document)));
        assertThat(faults).as("documents that do not add up").isEmpty();
    }

    private static List<String> faults(JsonNode document) {
        String reference = document.path("reference").asText();
        String type = document.path("type").asText();
        JsonNode lines = document.path("lines");
        if (document.path("status").asText().equals("void")) {
            return lines.isEmpty() && (type.equals(PAYROLL) || document.path("total").asText().equals("0"))
                    ? List.of() : List.of(reference + " is void and not empty");
        }
        List<String> faults = new ArrayList<>();
        if (lines.isEmpty() || lines.size() > 500) {
            faults.add(reference + " has " + lines.size() + " lines");
        }
        if (type.equals(PAYROLL)) {
            return faults;
        }
        BigDecimal total = amount(document, "total");
        BigDecimal base = amount(document, "baseTotal");
        BigDecimal plus = BigDecimal.ZERO;
        BigDecimal balance = BigDecimal.ZERO;
        BigDecimal basePlus = BigDecimal.ZERO;
        for (JsonNode line : lines) {
            BigDecimal amount = PRICED.contains(type) ? amount(line, "amount") : movement(line);
            balance = balance.add(amount);
            if (amount.signum() > 0) {
                plus = plus.add(amount);
                basePlus = basePlus.add(amount(line, "baseAmount"));
            } else if (PRICED.contains(type) && amount.signum() < 0) {
                faults.add(reference + " has a negative line");
            }
        }
        if (!PRICED.contains(type) && balance.signum() != 0) {
            faults.add(reference + " is out of balance by " + balance);
        }
        if (total.compareTo(plus) != 0 || total.signum() < 0) {
            faults.add(reference + " says " + total + ", its lines " + plus);
        }
        if (base.compareTo(basePlus) != 0 || !document.path("baseCurrency").asText().equals("USD")) {
            faults.add(reference + " says " + base + " in the base currency, its lines " + basePlus);
        }
        if (document.path("currency").asText().equals("USD") && base.compareTo(total) != 0) {
            faults.add(reference + " is in the base currency and worth something else in it");
        }
        return faults;
    }

    /** Net of credits, with nothing left out: where two sets of documents come to the same, these maps are equal. */
    static Map<String, BigDecimal> net(List<JsonNode> documents) {
        Map<String, BigDecimal> net = new TreeMap<>();
        for (JsonNode document : documents) {
            String type = document.path("type").asText();
            String kind = switch (type) {
                case "credit-note" -> "sales-invoice";
                case "vendor-credit" -> "vendor-bill";
                default -> type;
            };
            BigDecimal sign = kind.equals(type) ? BigDecimal.ONE : BigDecimal.ONE.negate();
            String group = kind + " " + document.path("counterparty").asText("") + " " + document.path("currency").asText("")
                    + " " + document.path("period").asText();
            for (JsonNode line : document.path("lines")) {
                if (kind.equals(PAYROLL)) {
                    add(net, kind + " " + line.path("worker").asText() + " " + line.path("week").asText() + " "
                            + line.path("code").asText(), BigDecimal.valueOf(line.path("seconds").asLong()));
                } else if (PRICED.contains(type)) {
                    add(net, group + " amount", amount(line, "amount").multiply(sign));
                    add(net, group + " lines", sign);
                    add(net, group + " seconds", BigDecimal.valueOf(line.path("seconds").asLong()).multiply(sign));
                    add(net, group + " by " + line.path("worker").asText("") + " on " + line.path("project").asText("") + " "
                            + line.path("service").asText("") + " " + line.path("account").asText(""),
                            amount(line, "amount").multiply(sign));
                } else {
                    add(net, group + " " + line.path("account").asText() + " " + line.path("service").asText(""), movement(line));
                }
            }
        }
        net.values().removeIf(value -> value.signum() == 0);
        net.replaceAll((key, value) -> value.stripTrailingZeros());
        return net;
    }

    /** The same, with a retainer's client summed over periods, and over what was drawn and what was invoiced. */
    static Map<String, BigDecimal> inAnyOrderOfDrawing(Map<String, BigDecimal> net) {
        Set<String> clients = new TreeSet<>();
        net.keySet().stream().filter(key -> key.startsWith("journal-entry CUST-")).forEach(key -> clients.add(key.split(" ")[1]));
        Map<String, BigDecimal> summed = new TreeMap<>();
        net.forEach((key, value) -> {
            String[] words = key.trim().split(" ");
            boolean drawing = words[0].equals("journal-entry");
            if (!clients.contains(words[1]) || !(drawing || words[0].equals("sales-invoice"))) {
                summed.put(key, value);
            } else if (drawing && words.length == 5) {
                add(summed, "drawn " + words[1] + " " + words[2], value);
            } else if (drawing) {
                add(summed, "earned " + words[1] + " " + words[2] + " " + words[4], value.negate());
            } else if (words[4].equals("by")) {
                add(summed, "earned " + words[1] + " " + words[2] + " " + words[words.length - 1], value);
            }
        });
        summed.replaceAll((key, value) -> value.stripTrailingZeros());
        return summed;
    }

    private static void add(Map<String, BigDecimal> net, String key, BigDecimal value) {
        net.merge(key, value, BigDecimal::add);
    }
}
