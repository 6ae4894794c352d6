package io.hourbook.mapping;

import java.net.URI;
import java.net.URISyntaxException;

/** Addresses of the web in a policy. One may carry a password: only an address without is ever taken or shown. */
final class WebAddress {

    private WebAddress() {}

    /** @return the address without slashes at its end, or null where there is none or something is wrong with it, which is then told in these words */
    static String read(Cell cell, String what, String fix, Faults faults) {
        if (cell.empty()) {
            return null;
        }
        try {
            URI uri = new URI(cell.text());
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                return cell.text().replaceAll("/+$", "");
            }
        } catch (URISyntaxException notOne) {
            // told below
        }
        faults.add("MAP-208", cell.where(), what, null, "https://host/path, without user, password, query or fragment", fix);
        return null;
    }
}
