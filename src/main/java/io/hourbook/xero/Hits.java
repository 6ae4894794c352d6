package io.hourbook.xero;

import java.util.List;

/**
 * What a look-up by our reference found.
 *
 * @param first the one that stands there, else one that was voided; null where there is none
 * @param live  how many stand there
 */
record Hits(Element first, int live) {

    static Hits of(List<Element> elements, Paper paper) {
        List<Element> hits = elements.stream().filter(one -> one.is(paper) && one.id() != null && !one.deleted()).toList();
        List<Element> live = hits.stream().filter(one -> !one.voided()).toList();
        return new Hits(live.isEmpty() ? hits.stream().findFirst().orElse(null) : live.get(0), live.size());
    }
}
