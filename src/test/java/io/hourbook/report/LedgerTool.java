package io.hourbook.report;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A program of other people's that keeps books. A test that needs it is skipped by its name where it is not installed, and
 * fails where {@code HOURBOOK_LEDGER_TOOLS=required} says that it should be.
 */
record LedgerTool(String program) {

    record Answer(int code, String text) {}

    static LedgerTool installed(String program) {
        boolean there = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder.isEmpty() ? "." : folder, program)));
        if (!there && "required".equals(System.getenv("HOURBOOK_LEDGER_TOOLS"))) {
            fail("HOURBOOK_LEDGER_TOOLS=required, and " + program + " is not installed");
        }
        Assumptions.assumeTrue(there, program + " is not installed");
        return new LedgerTool(program);
    }

    Answer run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), text);
    }
}
