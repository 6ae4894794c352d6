package io.hourbook.quickbooks;

import io.hourbook.delivery.Dialogue;
import io.hourbook.delivery.LockedBooks;
import io.hourbook.delivery.Sending;
import io.hourbook.mapping.Target;
import io.hourbook.mapping.TargetKind;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Speaks with QuickBooks Online: its route begins the conversation here and holds it over HTTP. */
@Component("quickBooks")
public class QuickBooks implements LockedBooks {

    private final Supplier<Directory> directories;

    public QuickBooks() {
        Directory directory = new Directory(new Closing(true));
        directories = () -> directory;
    }

    /** @param directories give the ids that a conversation knows from earlier ones */
    QuickBooks(Supplier<Directory> directories) {
        this.directories = directories;
    }

    @Override
    public Optional<Lock> lock(Target target) {
        Closing.Read read = target.kind() == TargetKind.QUICKBOOKS ? directories.get().closing().read(new Company(target)) : null;
        return read == null ? Optional.empty() : Optional.ofNullable(read.until()).map(until -> new Lock(until, "the books are closed until " + until));
    }

    /** Begins the conversation about what an exchange is to send. */
    public void begin(Exchange exchange) {
        Sending.converse(exchange, conversation(Sending.of(exchange)));
    }

    Dialogue conversation(Sending sending) {
        Company company = new Company(sending.target());
        Directory directory = directories.get();
        if (sending.together()) {
            return new BatchTalk(company, directory, sending.documents());
        }
        return Entity.of(sending.document().type()) == Entity.TIME_ACTIVITY
                ? new TimeTalk(company, directory, sending.due(), sending.document())
                : new DocumentTalk(company, directory, sending.due(), sending.document());
    }
}
