package io.hourbook.database;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tests' server as one from before 10.6: every connection goes on to it, and in its greeting the version is another. */
final class OldServer implements AutoCloseable {

    private static final Pattern VERSION = Pattern.compile("1\\d\\.(\\d+)(?=\\.\\d+-)");

    private final ServerSocket door = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
    private final URI behind;

    OldServer(Login server) throws IOException {
        behind = URI.create(server.url().substring("jdbc:".length()));
        daemon(() -> {
            while (!door.isClosed()) {
                relay(door.accept());
            }
        });
    }

    /** The same database, seen through here. */
    Login login(Login server) {
        return new Login(server.url().replace(behind.getAuthority(), "127.0.0.1:" + door.getLocalPort()), server.user(), server.password());
    }

    private void relay(Socket client) throws IOException {
        Socket server = new Socket(behind.getHost(), behind.getPort() < 0 ? 3306 : behind.getPort());
        daemon(() -> {
            try (client; server) {
                client.getInputStream().transferTo(server.getOutputStream());
            }
        });
        daemon(() -> {
            try (client; server) {
                DataInputStream in = new DataInputStream(server.getInputStream());
                byte[] head = in.readNBytes(4);
                byte[] greeting = in.readNBytes(head[0] & 0xff | (head[1] & 0xff) << 8 | (head[2] & 0xff) << 16);
                client.getOutputStream().write(head);
                client.getOutputStream().write(older(greeting));
                in.transferTo(client.getOutputStream());
            }
        });
    }

    /** As long as before, for its length has been told: 11.4 becomes 10.5 and 10.11 becomes 10.05. */
    private static byte[] older(byte[] greeting) {
        Matcher version = VERSION.matcher(new String(greeting, StandardCharsets.ISO_8859_1));
        return version.replaceFirst(found -> "10." + "0".repeat(found.group(1).length() - 1) + "5").getBytes(StandardCharsets.ISO_8859_1);
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // one of the two has ended, and so has this
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
