package io.hourbook.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One way of doing the whole job of a benchmark: from a tracker's export to documents that the endpoint has taken, with the
 * outcome stored. Each runs in a cold process of its own ({@link ContenderProcess}), on a fresh database of a server that is run
 * like the built-in one, and is checked like Hourbook itself: every total at the endpoint, to the cent and the second.
 *
 * <p>Found by {@link java.util.ServiceLoader}, with a constructor without parameters:
 * {@code src/test/resources/META-INF/services/io.hourbook.bench.Contender} names one class a line.
 */
public interface Contender {

    /** As {@code -Dbench.contenders} and the table have it: small letters and hyphens. */
    String name();

    /** What the rate of this one is held against, such as {@code floor}; shown in the table's notes. One sentence. */
    String sentence();

    /** How many entries it is given where it is too slow for as many as the others; else 0. Its rate is what is compared. */
    default int atMost() {
        return 0;
    }

    /**
     * Types of documents that it makes and whose every sum and line must be right: all, unless it is one that does less of the
     * job, such as a document an entry; then what it does must be right all the same.
     */
    default Set<String> types() {
        return Set.of("sales-invoice", "vendor-bill", "journal-entry", "payroll-batch");
    }

    /** Does the job. Whatever is thrown fails the benchmark. */
    Result run(Job job) throws Exception;

    /**
     * What there is to do.
     *
     * @param exports  Clockify's detailed reports, one or more; read in this order
     * @param entries  rows that they have in all
     * @param mappings a folder as Hourbook has it: workers, clients, projects, rates, exchange rates …
     * @param source   the exports' source, of sources.csv
     * @param endpoint base address of the accounting endpoint: documents are POSTed to {@code {endpoint}/documents}
     * @param url      of a database of one's own without any table, {@code jdbc:mariadb://…}
     * @param user     of the database
     * @param password of the database
     * @param scratch  an empty folder to work in
     */
    record Job(
            List<Path> exports, long entries, Path mappings, String source, String endpoint, String url, String user, String password,
            Path scratch) {}

    /**
     * What it came to.
     *
     * @param entries   rows that were read
     * @param elapsedMs from the first look at an export to the last answer stored, start-up of the JVM and of frameworks left out
     * @param measured  whatever else there is to tell, by name and unit: {@code "parse ms"}
     */
    record Result(long entries, long elapsedMs, Map<String, Long> measured) {}
}
