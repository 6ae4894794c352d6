package io.hourbook.tryton;

import io.hourbook.mapping.Target;

/**
 * What only a target of this kind knows: the login, the company there, its journals, and whether what is delivered is posted.
 * docs/delivery.md has them.
 */
record Settings(Target target) {

    private static final String DRAFT = "draft";
    private static final String POSTED = "posted";

    String user() {
        return target.setting("user", "");
    }

    /** The name of the company there; empty where the user sees only one. */
    String company() {
        return target.setting("company", RecordKind.ONLY);
    }

    /** The code of the journal that a document goes to. */
    String journal(Wording document) {
        if (document.journal()) {
            return target.setting("general_journal", "MISC");
        }
        return document.outgoing() ? target.setting("sales_journal", "REV") : target.setting("bills_journal", "EXP");
    }

    /** Whether it is posted at once; else it stays a draft, which people post. */
    boolean posts() {
        return POSTED.equals(target.setting("post", DRAFT));
    }
}
