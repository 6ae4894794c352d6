package io.hourbook.delivery;

import io.hourbook.problem.Finding;

/** The findings of delivery; each code has its section in docs/errors.md. */
final class Refusals {

    private static final String STEP = "routes/deliver/http-target.camel.yaml to-accounting-endpoint";

    private Refusals() {}

    static Finding refused(String reference, String target, Answer answer) {
        return new Finding(
                "DEL-101",
                reference,
                "target " + target + " refuses the document for good",
                answer.words(),
                "a document that the target takes",
                STEP,
                "put right what the target names, in the mappings or at the target: a changed document goes out by itself, an"
                        + " unchanged one when this letter is replayed");
    }

    static Finding keyTaken(String reference, String target, Answer answer) {
        return new Finding(
                "DEL-102",
                reference,
                "target " + target + " has the key of this document with another content, but no such document",
                answer.words(),
                "the document under its reference",
                STEP,
                "look at the target for a document that should have this reference and give it, or delete it there; then"
                        + " replay this letter");
    }

    static Finding twice(String reference, String target, int count) {
        return new Finding(
                "DEL-103",
                reference,
                "target " + target + " has more than one document with this reference",
                count + " documents",
                "one",
                STEP,
                "delete the wrong ones at the target, then replay this letter");
    }

    static Finding noLookUp(String reference, String target, Answer answer) {
        return new Finding(
                "DEL-104",
                reference,
                "target " + target + " cannot say whether it has the document",
                answer.words(),
                "an answer to GET /documents?reference=…",
                STEP,
                "look for the reference at the target and tell its keepers that look-ups fail; then replay this letter");
    }

    static Finding finalElsewhere(String reference, String target) {
        return new Finding(
                "DEL-107",
                reference,
                "target " + target + " has the document final, with a content that the Hourbook before the restore sent",
                null,
                "the content that stands here",
                STEP,
                "compare the two. Drop the exports that were taken after the archive, and a document that becomes the same goes through;"
                        + " otherwise set the target's right by hand and replay this letter");
    }

    static Finding gone(String reference, String target, Answer answer) {
        return new Finding(
                "DEL-105",
                reference,
                "target " + target + " lists the document but does not find it",
                answer.words(),
                "a document that can be updated under the id that the target names",
                STEP,
                "tell the target's keepers; then replay this letter");
    }
}
