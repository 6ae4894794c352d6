package io.hourbook.mapping;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The targets as {@code targets.yaml} has them, whatever the environment of this process says: no address of it replaces theirs, and no
 * secret is looked up. What cases ask, so that they come out alike on every machine.
 *
 * @param targets   by name, the default first
 * @param elsewhere the kinds of documents that go to another target than the default, and its name
 */
public record WrittenTargets(Map<String, Target> targets, Map<DocumentKind, String> elsewhere) {

    /** @param rehearsed as where HOURBOOK_TARGETS says sandbox */
    public static WrittenTargets of(MappingBook book, boolean rehearsed) {
        Faults faults = new Faults();
        String text = book.content().get(Policy.TARGETS.file());
        MappingFiles files = MappingFiles.of(
                "mappings", text == null ? Map.of() : Map.of(Policy.TARGETS.file(), text.getBytes(StandardCharsets.UTF_8)), faults);
        String profile = (rehearsed ? TargetProfile.SANDBOX : TargetProfile.PRODUCTION).word();
        TargetReader reader = new TargetReader(new PolicyFile(Policy.TARGETS, files, faults),
                name -> name.equals(TargetProfile.VARIABLE) ? profile : null, new Secrets(name -> null, false, faults), new Facts(), faults);
        Map<String, Target> targets = reader.read();
        // its faults are those of the book, which was read without any
        return new WrittenTargets(targets, reader.elsewhere(targets));
    }

    /** The target that documents of a kind go to. */
    public Target of(DocumentKind kind) {
        return targets.get(elsewhere.getOrDefault(kind, targets.keySet().iterator().next()));
    }
}
