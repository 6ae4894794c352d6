package io.hourbook.sandbox;

import java.util.function.Supplier;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;

/** Where this program's own sandbox is reached: on the loopback address, at whatever port its web server got. */
@Component
public class SandboxAddress implements ApplicationListener<WebServerInitializedEvent>, Supplier<String> {

    private volatile int port;
    private volatile int own;

    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) {
            port = event.getWebServer().getPort();
        }
    }

    /** Where the web server speaks to this machine alone, if its main port is not for that. */
    public void atOwnPort(int ownPort) {
        own = ownPort;
    }

    /** @return without a trailing slash */
    @Override
    public String get() {
        int at = own == 0 ? port : own;
        if (at == 0) {
            throw new IllegalStateException("the sandbox has no web server yet");
        }
        return "http://127.0.0.1:" + at + "/sandbox";
    }
}
