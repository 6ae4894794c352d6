package io.hourbook.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ServiceLoader;

/** The main class of a contender's process: {@code name job.json result.json}. */
public final class ContenderProcess {

    private ContenderProcess() {}

    public static void main(String[] arguments) throws Exception {
        ObjectMapper json = new ObjectMapper();
        Contender.Job job = json.readValue(Path.of(arguments[1]).toFile(), Contender.Job.class);
        Contender.Result result = named(arguments[0]).run(job);
        json.writeValue(Path.of(arguments[2]).toFile(), result);
        // threads of a framework that nobody ends are no reason to wait
        System.exit(0);
    }

    static Contender named(String name) {
        return ServiceLoader.load(Contender.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(contender -> contender.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no contender named " + name + ": see META-INF/services"));
    }
}
