package io.hourbook.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.proof.AccountingEndpoint;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A made-up studio of 100 workers, 20 clients and 60 projects, its mappings and one Clockify export of as many rows as are asked
 * for: 17 entries per worker and working day from January 2025 on, always the same for the same seed. It counts what the
 * documents must come to while it writes.
 */
public final class BigStudio {

    public static final String SOURCE = "big-studio";

    private static final int WORKERS = 100;
    private static final int CLIENTS = 20;
    private static final int PROJECTS = 60;
    private static final int A_DAY = 17;
    private static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 6);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("MM/dd/yyyy", Locale.US);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("hh:mm:ss a", Locale.US);
    private static final List<String> TASKS = List.of("Design", "Development", "Consulting", "Support");
    private static final List<String> CURRENCIES = List.of("USD", "USD", "EUR", "USD", "GBP", "USD", "EUR", "JPY", "USD", "EUR");

    private final Random random = new Random(17);
    /** Of employees, and of contractors. */
    long payrollSeconds;
    long vendorSeconds;
    long invoiceLines;
    /** By customer: what its invoices must come to. Retainers' clients are left out: theirs is drawn, not invoiced. */
    final Map<String, BigDecimal> invoiced = new TreeMap<>();

    public void mappings(Path mappings) throws IOException {
        write(mappings, "workers.csv", workers());
        write(mappings, "clients.csv", clients());
        write(mappings, "projects.csv", projects());
        write(mappings, "rates.csv", rates());
        write(mappings, "retainers.csv", List.of(
                "retainer,client,currency,prepaid,overage,from",
                "RET-18,C18,USD,90000000.00,invoice,2025-01-01",
                "RET-19,C19,EUR,90000000.00,invoice,2025-01-01"));
        Path sources = mappings.resolve("sources.csv");
        Files.writeString(sources, Files.readString(sources).stripTrailing() + "\n" + SOURCE + ",clockify,America/New_York,MDY,\n");
    }

    public void export(Path file, int entries) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("\"Project\",\"Client\",\"Description\",\"Task\",\"User\",\"Group\",\"Email\",\"Tags\",\"Billable\",\"Start Date\","
                    + "\"Start Time\",\"End Date\",\"End Time\",\"Duration (h)\",\"Duration (decimal)\",\"Billable Rate (USD)\",\"Billable Amount (USD)\"\n");
            for (int i = 0; i < entries; i++) {
                out.write(row(i));
            }
        }
    }

    /** Every second and every line at the endpoint, and every client's money, as they were counted; nothing twice. */
    public void assertExact(AccountingEndpoint target) {
        Map<String, Long> seconds = new TreeMap<>();
        Map<String, BigDecimal> invoiced = new TreeMap<>();
        long lines = 0;
        for (JsonNode document : target.documents()) {
            String type = document.path("type").asText();
            for (JsonNode line : document.path("lines")) {
                seconds.merge(type, line.path("seconds").asLong(), Long::sum);
            }
            if (type.equals("sales-invoice")) {
                lines += document.path("lines").size();
                invoiced.merge(document.path("counterparty").asText(), new BigDecimal(document.path("total").asText()), BigDecimal::add);
            }
        }
        assertThat(seconds.get("payroll-batch")).as("payroll seconds").isEqualTo(payrollSeconds);
        assertThat(seconds.get("vendor-bill")).as("contractors' seconds").isEqualTo(vendorSeconds);
        assertThat(lines).as("invoice lines").isEqualTo(invoiceLines);
        assertThat(invoiced).as("invoiced by customer").containsExactlyInAnyOrderEntriesOf(invoiced);
        assertThat(target.twice()).isEmpty();
        assertThat(target.complaints()).isEmpty();
    }

    private String row(int i) {
        int worker = i % WORKERS;
        int day = i / WORKERS / A_DAY;
        LocalDateTime start = FIRST_DAY.plusDays(day / 5 * 7L + day % 5).atTime(7, 0)
                .plusMinutes(40L * (i / WORKERS % A_DAY)).plusSeconds(random.nextInt(60));
        int seconds = worker % 2 == 0 ? 900 + random.nextInt(1_300) : 1_500 + random.nextInt(800);
        int project = random.nextInt(PROJECTS);
        String task = TASKS.get(random.nextInt(TASKS.size()));
        boolean billable = random.nextInt(20) != 0;
        count(worker, project, task, billable, seconds);
        LocalDateTime end = start.plusSeconds(seconds);
        return String.format(Locale.US,
                "\"Project %02d\",\"Client %02d\",\"%s, part %d\",\"%s\",\"Worker %03d\",\"\",\"w%03d@studio.example\",\"\",\"%s\",\"%s\",\"%s\",\"%s\",\"%s\","
                        + "\"%02d:%02d:%02d\",\"%d.%02d\",\"0.00\",\"0.00\"%n",
                project, project % CLIENTS, task, i, task, worker, worker, billable ? "Yes" : "No", start.format(DATE), start.format(TIME),
                end.format(DATE), end.format(TIME), seconds / 3_600, seconds / 60 % 60, seconds % 60, seconds / 3_600, seconds % 3_600 / 36);
    }

    private void count(int worker, int project, String task, boolean billable, int seconds) {
        int client = project % CLIENTS;
        if (contractor(worker)) {
            vendorSeconds += seconds;
        } else {
            payrollSeconds += seconds;
        }
        boolean charged = billable && client != 17 && client < 18 && (!contractor(worker) || rebilled(project));
        if (charged) {
            invoiceLines++;
            String currency = currency(client);
            int increment = 60 * increment(client);
            long billed = increment == 60 ? seconds : (long) (seconds + increment - 1) / increment * increment;
            BigDecimal amount = rate(client, task).multiply(BigDecimal.valueOf(billed))
                    .divide(BigDecimal.valueOf(3_600), currency.equals("JPY") ? 0 : 2, RoundingMode.HALF_UP);
            invoiced.merge("CUST-" + client, amount, BigDecimal::add);
        }
    }

    private static boolean contractor(int worker) {
        return worker % 10 >= 7;
    }

    private static boolean rebilled(int project) {
        return project % 3 == 0;
    }

    private static String currency(int client) {
        return client == 18 ? "USD" : CURRENCIES.get(client % CURRENCIES.size());
    }

    /** 1 stands for exact seconds. */
    private static int increment(int client) {
        return List.of(15, 6, 1, 10).get(client % 4);
    }

    private static BigDecimal rate(int client, String task) {
        BigDecimal rate = new BigDecimal(90 + client).add(task.equals("Design") ? new BigDecimal("12.50") : BigDecimal.ZERO);
        return currency(client).equals("JPY") ? rate.multiply(BigDecimal.valueOf(100)).setScale(0, RoundingMode.UNNECESSARY) : rate;
    }

    private static List<String> workers() {
        List<String> rows = new ArrayList<>(List.of(
                "worker,name,email,kind,tracker,zone,jurisdiction,workweek_starts,cost_rate,cost_currency,vendor,form_1099,terms,until"));
        for (int w = 0; w < WORKERS; w++) {
            String currency = contractor(w) ? List.of("USD", "EUR", "GBP").get(w % 3) : w % 10 == 6 ? "EUR" : "USD";
            String jurisdiction = w % 10 == 6 ? "DE" : w % 3 == 0 ? "US-CA" : "US-FLSA";
            rows.add(String.format(Locale.US, "B%03d,Worker %03d,w%03d@studio.example,%s,clockify,America/New_York,%s,%s,%d.%02d,%s,%s,,%s,", w, w, w,
                    contractor(w) ? "contractor" : "employee", jurisdiction, jurisdiction.equals("DE") ? "monday" : "sunday",
                    40 + w % 30, w, currency, contractor(w) ? "V-" + w : "", contractor(w) ? "net30" : ""));
        }
        return rows;
    }

    private static List<String> clients() {
        List<String> rows = new ArrayList<>(List.of(
                "client,name,customer,currency,terms,fx_lock,increment_minutes,rounding,minimum_minutes,money_rounding,owner_email"));
        for (int c = 0; c < CLIENTS; c++) {
            rows.add(String.format("C%02d,Client %02d,%s,%s,%s,transaction,%d,%s,0,half-up,c%02d@studio.example", c, c,
                    c == 17 ? "" : "CUST-" + c, currency(c), c == 17 ? "" : "net30", increment(c), increment(c) == 1 ? "none" : "up", c));
        }
        return rows;
    }

    private static List<String> projects() {
        List<String> rows = new ArrayList<>(List.of("project,name,client,job,engagement,retainer,rebill_contractors"));
        for (int p = 0; p < PROJECTS; p++) {
            int client = p % CLIENTS;
            String engagement = client == 17 ? "non-billable" : client >= 18 ? "retainer" : "time-and-materials";
            rows.add(String.format("P%02d,Project %02d,C%02d,%s,%s,%s,%s", p, p, client, client == 17 ? "" : "JOB-" + p, engagement,
                    client >= 18 ? "RET-" + client : "", rebilled(p) ? "yes" : "no"));
        }
        return rows;
    }

    private static List<String> rates() {
        List<String> rows = new ArrayList<>(List.of("client,project,service,worker,rate,currency,from"));
        for (int c = 0; c < CLIENTS; c++) {
            if (c != 17) {
                rows.add(String.format("C%02d,,,,%s,%s,2025-01-01", c, rate(c, ""), currency(c)));
                rows.add(String.format("C%02d,,DESIGN,,%s,%s,2025-01-01", c, rate(c, "Design"), currency(c)));
            }
        }
        return rows;
    }

    private static void write(Path mappings, String file, List<String> rows) throws IOException {
        Files.write(mappings.resolve(file), rows);
    }
}
