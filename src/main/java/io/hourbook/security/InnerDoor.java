package io.hourbook.security;

import io.hourbook.sandbox.SandboxAddress;
import jakarta.servlet.ServletRequest;
import org.apache.catalina.connector.Connector;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationListener;

/**
 * Where commands on this machine and Hourbook's own deliveries come in when the main port speaks TLS or listens elsewhere: a
 * free port of 127.0.0.1 in plain HTTP, for nobody else. A certificate that has ended, or is of another name, stops no pass.
 */
public class InnerDoor implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, ApplicationListener<WebServerInitializedEvent> {

    private final Listening listening;
    private final SandboxAddress sandbox;
    private Connector connector;
    private volatile int port;

    /** @param sandbox may be null where there is none */
    InnerDoor(Listening listening, SandboxAddress sandbox) {
        this.listening = listening;
        this.sandbox = sandbox;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        if (!listening.proxies().isEmpty()) {
            factory.addEngineValves(new ProxyValve(listening.proxies()));
        }
        if (listening.needsOwnPort()) {
            connector = new Connector();
            connector.setPort(0);
            connector.setProperty("address", "127.0.0.1");
            connector.setProperty("maxHttpRequestHeaderSize", "16384");
            connector.setXpoweredBy(false);
            factory.addAdditionalTomcatConnectors(connector);
        }
    }

    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        if (connector != null && event.getApplicationContext().getServerNamespace() == null) {
            port = connector.getLocalPort();
            if (sandbox != null) {
                sandbox.atOwnPort(port);
            }
        }
    }

    /** @param mainPort where the web server listens for everybody @return where commands of this machine are heard */
    public int callPort(int mainPort) {
        return port == 0 ? mainPort : port;
    }

    boolean is(ServletRequest request) {
        return port != 0 && request.getLocalPort() == port;
    }
}
