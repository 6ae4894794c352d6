import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the service of a container whether it is ready: exit 0 where it is. In Java, for the image need have no other program; and
 * at the port where commands of the same machine call, for the console may speak TLS under a name of its own.
 */
public final class Healthcheck {

    private static final Pattern PORT = Pattern.compile("\"(?:callPort|port)\"\\s*:\\s*(\\d{1,5})");
    private static final int PATIENCE_MILLIS = 8_000;

    private Healthcheck() {}

    public static void main(String[] arguments) throws IOException {
        String home = System.getenv().getOrDefault("HOURBOOK_HOME", "");
        Path note = Path.of(home, "data", "service.json");
        int port = 0;
        // the port for commands stands after the console's
        for (Matcher found = PORT.matcher(Files.readString(note)); found.find(); ) {
            port = Integer.parseInt(found.group(1));
        }
        HttpURLConnection call = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/observe/health/readiness").toURL().openConnection();
        call.setConnectTimeout(PATIENCE_MILLIS);
        call.setReadTimeout(PATIENCE_MILLIS);
        call.setInstanceFollowRedirects(false);
        int status = call.getResponseCode();
        System.out.println("readiness " + status);
        System.exit(status == 200 ? 0 : 1);
    }
}
