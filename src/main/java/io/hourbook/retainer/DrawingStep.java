package io.hourbook.retainer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The step {@code drawing.draw}: what the retainer pays of each entry, in order. */
public final class DrawingStep {

    public RetainerState draw(RetainerState state) {
        List<BigDecimal> kept = new ArrayList<>();
        List<Drawing.Drawn> drawn = new ArrayList<>();
        List<Drawing.Item> inOrder = new ArrayList<>();
        for (RetainerState.Item item : state.items()) {
            if (item.kept() != null) {
                kept.add(item.kept().amount());
                drawn.add(item.kept());
            } else if (item.workDate().isBefore(state.retainer().from())) {
                BigDecimal nothing = item.amount().subtract(item.amount());
                drawn.add(new Drawing.Drawn(
                        item.entryId(), nothing, 0, 0, item.amount(), item.seconds(), item.rawSeconds()));
            } else {
                inOrder.add(new Drawing.Item(item.entryId(), item.amount(), item.seconds(), item.rawSeconds()));
            }
        }
        drawn.addAll(Drawing.draw(state.retainer().prepaid(), state.retainer().currency(), kept, inOrder).drawn());
        return state.drawn(drawn);
    }
}
