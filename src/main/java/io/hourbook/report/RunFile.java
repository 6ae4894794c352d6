package io.hourbook.report;

import io.hourbook.run.Summary;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Where the summary of a run is kept. */
@Component("runFile")
public class RunFile {

    /** Below {@code out/}, with five digits or more, so that names sort as runs: {@code runs/00042.json}. */
    public String name(Summary summary) {
        return String.format(Locale.ROOT, "runs/%05d.json", summary.run());
    }
}
