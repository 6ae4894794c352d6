package io.hourbook.retainer;

import io.hourbook.mapping.Retainer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The step {@code drawing.draw}: what the retainer pays of each entry, in order. What a final document drew stays drawn; a
 * rest of it that is held, and so stands on no document, is drawn like any other work once there is something to draw from.
 */
public final class DrawingStep {

    public RetainerState draw(RetainerState state) {
        Retainer retainer = state.retainer();
        List<BigDecimal> kept = new ArrayList<>();
        List<Drawing.Drawn> drawn = new ArrayList<>();
        Map<Long, Drawing.Drawn> begun = new HashMap<>();
        List<Drawing.Item> inOrder = new ArrayList<>();
        for (RetainerState.Item item : state.items()) {
            boolean early = item.workDate().isBefore(retainer.from());
            Drawing.Drawn before = item.kept();
            if (before != null) {
                kept.add(before.amount());
            }
            if (before != null && before.hasRest() && !early && retainer.overage() == Retainer.Overage.HOLD) {
                begun.put(item.entryId(), before);
                inOrder.add(new Drawing.Item(item.entryId(), before.restAmount(), before.restSeconds(), before.restRawSeconds()));
            } else if (before != null) {
                drawn.add(before);
            } else if (early) {
                BigDecimal nothing = item.amount().subtract(item.amount());
                drawn.add(new Drawing.Drawn(
                        item.entryId(), nothing, 0, 0, item.amount(), item.seconds(), item.rawSeconds()));
            } else {
                inOrder.add(new Drawing.Item(item.entryId(), item.amount(), item.seconds(), item.rawSeconds()));
            }
        }
        Drawing.draw(retainer.prepaid(), retainer.currency(), kept, inOrder).drawn()
                .forEach(rest -> drawn.add(begun.containsKey(rest.entryId()) ? more(begun.get(rest.entryId()), rest) : rest));
        return state.drawn(drawn);
    }

    /** An entry of which more is drawn now. */
    private static Drawing.Drawn more(Drawing.Drawn before, Drawing.Drawn rest) {
        return new Drawing.Drawn(
                before.entryId(), before.amount().add(rest.amount()), before.seconds() + rest.seconds(),
                before.rawSeconds() + rest.rawSeconds(), rest.restAmount(), rest.restSeconds(), rest.restRawSeconds());
    }
}
