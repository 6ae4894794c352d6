package io.hourbook.allocation;

import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Policies;
import io.hourbook.mapping.Source;
import io.hourbook.mapping.Target;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** A mapping book with what one case says otherwise. */
final class BookChanges {

    private BookChanges() {}

    /** @param starts first days in force, or null for none; @param bills whether what the source marks invoiced is billed, or null */
    static MappingBook of(MappingBook book, String source, LocalDate sourceStarts, LocalDate targetStarts, Boolean bills) {
        Map<String, Source> sources = new LinkedHashMap<>(book.sources());
        Source was = sources.get(source);
        sources.put(source, new Source(was.source(), was.format(), was.zone(), was.dateOrder(), sourceStarts, was.at()));
        Map<String, Target> targets = new LinkedHashMap<>(book.targets());
        Target to = book.target();
        targets.put(to.target(), to.starting(targetStarts));
        Policies p = book.policies();
        Policies policies = new Policies(
                p.baseCurrency(), p.companyZone(), p.companyMoneyRounding(), p.overtime(), p.suspiciousOver(), p.suspiciousDayOver(),
                p.billAlreadyInvoiced(), bills == null ? p.billsInvoicedOf() : Map.of(source, bills), p.unsaidIsApproved(),
                p.exchangeMaxAgeDays(), p.release(), p.payTime(), p.rateFeeds(), p.rollout(), p.closed());
        return new MappingBook(
                book.version(), book.workers(), book.clients(), book.projects(), book.services(), book.accounts(), book.retainers(), sources,
                targets, book.rates(), book.exchangeRates(), book.posting(), policies, book.schedules(), book.names(), book.defaultTarget(), book.elsewhere(), book.content(),
                book.expenses());
    }
}
