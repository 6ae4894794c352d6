package io.hourbook.bench.rival;

import io.hourbook.allocation.GroupKey;
import io.hourbook.mapping.Client;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Retainer;
import io.hourbook.retainer.Drawing;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a retainer paid of an entry, and the rest.
 *
 * @param held    whether the rest waits instead of being invoiced
 * @param journal the group of the journal, or null where nothing was drawn
 * @param invoice the group of the invoice that has the rest, or null
 */
record Drawn(Retainer retainer, Sides sides, Drawing.Drawn drawn, boolean held, Group journal, Group invoice) {

    /** Draws one retainer. @param own everything that it is to pay */
    static List<Drawn> draw(MappingBook book, Decisions decisions, Group.Groups groups, Retainer retainer, List<Sides> own) {
        List<Sides> inOrder = new ArrayList<>(own);
        inOrder.sort((a, b) -> Work.BY_START.compare(a.work(), b.work()));
        Map<Long, Sides> byId = new HashMap<>();
        List<Drawing.Drawn> all = new ArrayList<>(own.size());
        List<Drawing.Item> items = new ArrayList<>(own.size());
        for (Sides sides : inOrder) {
            Work work = sides.work();
            byId.put(work.id(), sides);
            if (work.date().isBefore(retainer.from())) {
                BigDecimal nothing = sides.bill().amount().subtract(sides.bill().amount());
                all.add(new Drawing.Drawn(work.id(), nothing, 0, 0, sides.bill().amount(), sides.bill().seconds(), work.seconds()));
            } else {
                items.add(new Drawing.Item(work.id(), sides.bill().amount(), sides.bill().seconds(), work.seconds()));
            }
        }
        all.addAll(Drawing.draw(retainer.prepaid(), retainer.currency(), List.of(), items).drawn());
        Client client = book.clients().get(retainer.client());
        return all.stream().map(drawn -> of(book, decisions, groups, retainer, client, byId.get(drawn.entryId()), drawn)).toList();
    }

    private static Drawn of(
            MappingBook book, Decisions decisions, Group.Groups groups, Retainer retainer, Client client, Sides sides, Drawing.Drawn drawn) {
        Work work = sides.work();
        boolean hold = retainer.overage() == Retainer.Overage.HOLD;
        if (drawn.hasRest() && !hold && !retainer.currency().equals(client.currency())) {
            throw new IllegalArgumentException("retainer " + retainer.retainer() + ": a rest in another currency than the invoice's is not drawn here");
        }
        Group journal = drawn.amount().signum() == 0 ? null : groups.of(
                retainer.retainer(), GroupKey.Type.RETAINER_JOURNAL, retainer.currency(), work.date(), () -> GroupKey.drawdown(
                        book.defaultTarget(), retainer.retainer(), client.customer(), retainer.currency(),
                        YearMonth.from(work.date()).toString()));
        return new Drawn(
                retainer, sides, drawn, drawn.hasRest() && hold, journal, drawn.hasRest() && !hold ? decisions.invoice(client, work.date()) : null);
    }
}
