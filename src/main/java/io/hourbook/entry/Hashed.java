package io.hourbook.entry;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What makes a received entry this one, and what it says, as hashes: all that is needed to tell whether it is known. */
record Hashed(ByteBuffer identity, byte[] fingerprint) {

    /** One for each row, null for a row that is no entry. */
    static List<Hashed> all(List<ReceivedRow> rows) {
        Identity hashes = new Identity();
        List<Hashed> all = new ArrayList<>(rows.size());
        for (ReceivedRow row : rows) {
            all.add(row instanceof ReceivedEntry entry
                    ? new Hashed(ByteBuffer.wrap(hashes.of(entry)), hashes.fingerprint(entry)) : null);
        }
        return all;
    }
}
