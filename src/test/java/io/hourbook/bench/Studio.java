package io.hourbook.bench;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A made-up studio of 500 workers, 100 clients and 800 projects, the same for every seed but for its exchange rates: employees
 * under four laws of overtime, contractors whose time is charged on and not, retainers that last and retainers that run out,
 * invoices in five currencies at prices in others, every way of rounding, per entry and per day. Facts only: {@link Expectation}
 * says what they come to, without any of Hourbook's code.
 */
public final class Studio {

    public static final int WORKERS = 500;
    public static final int CLIENTS = 100;
    public static final int PROJECTS = 800;
    /** Its entry of sources.csv, and the folder of its exports. */
    public static final String SOURCE = "big-studio";
    public static final LocalDate FIRST_DAY = LocalDate.of(2023, 1, 2);
    static final int FIRST_RETAINER = 90;
    static final int FIRST_OWN = 95;
    static final LocalDate RAISE = LocalDate.of(2023, 2, 1);
    static final List<Service> SERVICES = List.of(
            new Service("DESIGN", "Design", "4010", "5010"), new Service("DEV", "Development", "4020", "5020"),
            new Service("CONSULT", "Consulting", "4030", "5030"), new Service("SUPPORT", "Support", "4040", "5040"));
    private static final LocalDate LAST_RATE = LocalDate.of(2026, 10, 30);
    private static final List<String> CURRENCIES = List.of("USD", "USD", "EUR", "USD", "GBP", "USD", "EUR", "JPY", "USD", "CHF");

    /** A kind of work, with its name in exports and its accounts. */
    public record Service(String id, String name, String income, String expense) {}

    /**
     * @param vendor who is owed for a contractor, null for an employee
     * @param rate   what an hour costs, in {@code currency}, two decimals
     */
    public record Worker(
            String id, String name, String email, String vendor, String jurisdiction, DayOfWeek weekStarts, BigDecimal rate, String currency) {

        public boolean contractor() {
            return vendor != null;
        }
    }

    /** Increment and minimum in seconds; {@code way} as clients.csv has it; {@code perDay} by worker, project, service and date. */
    public record Rule(int increment, String way, int minimum, boolean perDay) {}

    /** @param customer empty for the studio's own work */
    public record Client(
            String id, String name, String customer, String currency, boolean documentLock, Rule rule, RoundingMode money, String rateCurrency,
            BigDecimal rate) {}

    public record Project(String id, String name, Client client, Retainer retainer, boolean rebill, Rule own, int number) {

        public Rule rule() {
            return own == null ? client.rule : own;
        }

        public boolean charged() {
            return !client.customer.isEmpty();
        }
    }

    /** @param prepaid in {@code currency}; what is beyond it is invoiced */
    public record Retainer(String id, String client, String currency, BigDecimal prepaid) {}

    final List<Worker> workers = new ArrayList<>();
    final List<Client> clients = new ArrayList<>();
    final List<Project> projects = new ArrayList<>();
    /** Units per euro, by day of publication. */
    final TreeMap<LocalDate, Map<String, BigDecimal>> published = new TreeMap<>();

    public Studio(long seed) {
        for (int w = 0; w < WORKERS; w++) {
            workers.add(worker(w));
        }
        for (int c = 0; c < CLIENTS; c++) {
            clients.add(client(c));
        }
        for (int p = 0; p < PROJECTS; p++) {
            projects.add(project(p));
        }
        publish(new Random(seed));
    }

    public List<Worker> workers() {
        return Collections.unmodifiableList(workers);
    }

    public List<Client> clients() {
        return Collections.unmodifiableList(clients);
    }

    public List<Project> projects() {
        return Collections.unmodifiableList(projects);
    }

    /** The hourly price and, with {@link Client#rateCurrency}, its currency: the row of rates.csv that names most. */
    public BigDecimal rate(Project project, int worker, Service service, LocalDate date) {
        BigDecimal base = project.client.rate;
        if (project.number % 16 == 5) {
            return base.add(worker == project.number % WORKERS ? new BigDecimal("33.33") : new BigDecimal("20"));
        }
        if (service.id.equals("DESIGN")) {
            return base.add(new BigDecimal("12.50"));
        }
        return raised(project.client) && !date.isBefore(RAISE) ? base.add(new BigDecimal("5")) : base;
    }

    static boolean raised(Client client) {
        return Integer.parseInt(client.id.substring(1)) % 5 == 0;
    }

    /** Units of {@code currency} per euro that hold on a day: the last published ones. */
    public BigDecimal perEuro(String currency, LocalDate day) {
        return currency.equals("EUR") ? BigDecimal.ONE : published.floorEntry(day).getValue().get(currency);
    }

    private static Worker worker(int w) {
        boolean contractor = w % 10 >= 7;
        String law = contractor ? "US-FLSA" : w % 10 == 6 ? "DE" : w % 10 == 5 ? "GB" : w % 3 == 0 ? "US-CA" : "US-FLSA";
        String currency = contractor ? List.of("USD", "EUR", "GBP").get(w % 3)
                : law.equals("DE") ? "EUR" : law.equals("GB") ? "GBP" : "USD";
        return new Worker(
                id("B%03d", w), id("Worker %03d", w), id("w%03d@studio.example", w), contractor ? id("V-%03d", w % 10 == 9 ? w - 1 : w) : null,
                law, law.length() == 2 ? DayOfWeek.MONDAY : DayOfWeek.SUNDAY, BigDecimal.valueOf(3_000 + 100 * (w % 45) + w % 100, 2), currency);
    }

    private static Client client(int c) {
        String currency = CURRENCIES.get(c % CURRENCIES.size());
        boolean own = c >= FIRST_OWN;
        boolean exchanged = c < FIRST_RETAINER && (c % 10 == 8 || c % 10 == 6);
        String rateCurrency = !exchanged ? currency : currency.equals("EUR") ? "USD" : "EUR";
        BigDecimal rate = BigDecimal.valueOf(8_000 + 75 * c, 2);
        return new Client(
                id("C%02d", c), id("Client %02d", c), own ? "" : id("CUST-%02d", c), own ? "USD" : currency, c % 20 == 6, rule(c % 8),
                c % 3 == 1 ? RoundingMode.HALF_EVEN : RoundingMode.HALF_UP, rateCurrency,
                rateCurrency.equals("JPY") ? rate.movePointRight(2).setScale(0, RoundingMode.UNNECESSARY) : rate);
    }

    private static Rule rule(int kind) {
        return switch (kind) {
            case 0 -> new Rule(900, "up", 0, false);
            case 1 -> new Rule(360, "half-up", 900, false);
            case 2 -> new Rule(60, "none", 0, false);
            case 3 -> new Rule(600, "half-even", 0, false);
            case 4 -> new Rule(900, "down", 0, false);
            case 5 -> new Rule(360, "up", 0, true);
            case 6 -> new Rule(900, "up", 1_800, false);
            default -> new Rule(900, "half-even", 0, true);
        };
    }

    private Project project(int p) {
        Client client = clients.get(p % CLIENTS);
        int c = p % CLIENTS;
        boolean small = c >= FIRST_RETAINER + 3;
        Retainer retainer = c < FIRST_RETAINER || c >= FIRST_OWN ? null
                : new Retainer("RET-" + c, client.id, client.currency, new BigDecimal(small ? "1000.00" : "900000000.00"));
        return new Project(
                id("P%03d", p), id("Project %03d", p), client, retainer, p % 3 == 0, p % 40 == 7 ? new Rule(1_800, "up", 0, false) : null, p);
    }

    private void publish(Random random) {
        Map<String, Integer> rates = new TreeMap<>(Map.of("USD", 10_700, "JPY", 1_410_000, "GBP", 8_800, "CHF", 9_900));
        for (LocalDate day = FIRST_DAY.minusDays(4); !day.isAfter(LAST_RATE); day = day.plusDays(1)) {
            if (day.getDayOfWeek().getValue() <= 5) {
                rates.replaceAll((currency, rate) -> rate + (int) (rate * (random.nextDouble() - 0.5) / 200));
                Map<String, BigDecimal> of = new TreeMap<>();
                rates.forEach((currency, rate) -> of.put(currency, BigDecimal.valueOf(rate, 4)));
                published.put(day, of);
            }
        }
    }

    static String id(String format, int number) {
        return String.format(Locale.ROOT, format, number);
    }

    /** Faster than a format: it is written for every row. */
    static String id2(String stem, int number) {
        return stem + (char) ('0' + number / 10) + (char) ('0' + number % 10);
    }

    static String id3(String stem, int number) {
        return stem + (char) ('0' + number / 100) + (char) ('0' + number / 10 % 10) + (char) ('0' + number % 10);
    }
}
