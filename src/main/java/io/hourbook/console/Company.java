package io.hourbook.console;

import io.hourbook.home.Home;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Mappings;
import io.hourbook.mapping.TargetProfile;
import io.hourbook.problem.Problem;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.stereotype.Component;

/** The company whose home this is, by the mappings in force. Mappings that cannot be read are told, and the rest is shown. */
@Component
class Company {

    /**
     * @param book    the mappings in force, or null
     * @param trouble why there are none, or null
     * @param rehearses whether all documents go to the sandbox, whatever the targets say
     */
    record View(String name, String folder, MappingBook book, String trouble, ZoneId zone, LocalDate today, boolean rehearses) {

        BookWords words() {
            return new BookWords(book);
        }

        Figures figures() {
            return new Figures(zone);
        }

        public String version() {
            return book == null ? null : book.version();
        }

        public List<String> sources() {
            return book == null ? List.of() : book.sources().keySet().stream().sorted().toList();
        }
    }

    private final Home home;
    private final Mappings mappings;
    private final TargetProfile profile;
    private final Clock clock;

    Company(Home home, Mappings mappings, TargetProfile profile, Clock clock) {
        this.home = home;
        this.mappings = mappings;
        this.profile = profile;
        this.clock = clock;
    }

    View now() {
        try {
            MappingBook book = mappings.current().book();
            return view(book, null, book.policies().companyZone());
        } catch (Problem unreadable) {
            return view(null, unreadable.getMessage(), ZoneOffset.UTC);
        }
    }

    private View view(MappingBook book, String trouble, ZoneId zone) {
        Path folder = home.root();
        String name = folder.getFileName() == null ? folder.toString() : folder.getFileName().toString();
        return new View(name, folder.toString(), book, trouble, zone, LocalDate.ofInstant(clock.instant(), zone),
                profile == TargetProfile.SANDBOX);
    }
}
