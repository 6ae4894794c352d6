package io.hourbook.rehearsal;

import io.hourbook.run.Summary;
import java.util.List;

/**
 * What a pass would come to now.
 *
 * @param summary as the pass would tell it, with its documents pending instead of delivered
 * @param sends   what it would send
 * @param waits   what of an edit that it takes would wait for a second person, and so be in no pass before that
 * @param notes   what was noted of edits that it would take, cases of tables that do not come out among them
 */
public record DryRun(Summary summary, List<Send> sends, List<String> waits, List<String> notes) {

    /**
     * Documents of one type that go to one target.
     *
     * @param currency null for payroll
     * @param total    of the documents, null for payroll
     */
    public record Send(String target, String type, String currency, int documents, String total) {}
}
